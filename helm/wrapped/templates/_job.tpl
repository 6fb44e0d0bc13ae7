{{/* A job's sizes as JSON: those of the preset, and over them its own that are set. Context: root,
     job (wrappedJob or reportJob). */}}
{{- define "wrapped.sizes" -}}
{{- $values := .root.Values -}}
{{- $own := get $values .job -}}
{{- $sizes := dict "options" dict "jobManager" dict "taskManager" dict -}}
{{- if ne $values.preset "none" -}}
{{- $sizes = get (get $values.presets $values.preset) .job | deepCopy -}}
{{- end -}}
{{- range $key := list "parallelism" "taskSlots" -}}
{{- if not (kindIs "invalid" (get $own $key)) -}}{{- $_ := set $sizes $key (get $own $key) -}}{{- end -}}
{{- if not (get $sizes $key) -}}
{{- fail (printf "%s.%s is not set, and preset none gives no size" $.job $key) -}}
{{- end -}}
{{- end -}}
{{- range $part, $keys := dict "jobManager" (list "cpu" "memory") "taskManager" (list "cpu" "memory" "offHeap" "localDisk") -}}
{{- range $key := $keys -}}
{{- $given := get (get $own $part) $key -}}
{{- if not (kindIs "invalid" $given) -}}{{- $_ := set (get $sizes $part) $key $given -}}{{- end -}}
{{- if not (get (get $sizes $part) $key) -}}
{{- fail (printf "%s.%s.%s is not set, and preset none gives no size" $.job $part $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if gt (int $sizes.parallelism) (int $values.maxParallelism) -}}
{{- fail (printf "%s.parallelism is %d, but maxParallelism is %d, and that can never change" .job (int $sizes.parallelism) (int $values.maxParallelism)) -}}
{{- end -}}
{{- $sizes | toJson -}}
{{- end -}}

{{/* Flink's settings, flat. Context: root, job, name, sizes. */}}
{{- define "wrapped.flinkConfiguration" -}}
{{- $values := .root.Values -}}
{{- $own := get $values .job -}}
{{- $base := required "state.baseUri is not set: name a folder for checkpoints, savepoints and high availability that all pods see, such as s3://bucket/wrapped" $values.state.baseUri | trimSuffix "/" -}}
{{- $set := dict -}}
{{- $_ := set $set "execution.checkpointing.dir" (printf "%s/%s/checkpoints" $base .name) -}}
{{- $_ := set $set "execution.checkpointing.savepoint-dir" (printf "%s/%s/savepoints" $base .name) -}}
{{- $_ := set $set "high-availability.type" "kubernetes" -}}
{{- $_ := set $set "high-availability.storageDir" (printf "%s/%s/ha" $base .name) -}}
{{- $_ := set $set "pipeline.max-parallelism" (printf "%d" (int $values.maxParallelism)) -}}
{{- $_ := set $set "taskmanager.numberOfTaskSlots" (printf "%d" (int .sizes.taskSlots)) -}}
{{- $_ := set $set "taskmanager.memory.task.off-heap.size" .sizes.taskManager.offHeap -}}
{{- $_ := set $set "io.tmp.dirs" "/local-disk" -}}
{{- $_ := set $set "metrics.reporter.prom.factory.class" "org.apache.flink.metrics.prometheus.PrometheusReporterFactory" -}}
{{- $_ := set $set "metrics.reporter.prom.port" "9249" -}}
{{- if $values.autoscaler.enabled -}}
{{- $_ := set $set "job.autoscaler.enabled" "true" -}}
{{- range $key, $value := $values.autoscaler.settings -}}
{{- $_ := set $set (printf "job.autoscaler.%s" $key) $value -}}
{{- end -}}
{{- end -}}
{{- $free := dict -}}
{{- range $given := list $values.flinkConfiguration $own.flinkConfiguration -}}
{{- range $key, $value := $given -}}{{- $_ := set $free $key $value -}}{{- end -}}
{{- end -}}
{{- range $key, $value := $free -}}
{{- if hasKey $set $key -}}
{{- fail (printf "flinkConfiguration: %s is set by the chart (%s): state.baseUri, maxParallelism, autoscaler and the jobs' sizes decide such keys" $key (get $set $key)) -}}
{{- end -}}
{{- if and (regexMatch "(?i)(password|passphrase|secret|(access|private|api)[.-]?key|account[.-]?key(\\.|$)|token|credential)" $key) (not (regexMatch "^(kubernetes\\.secrets|.*\\.(provider|enabled))$" $key)) -}}
{{- fail (printf "flinkConfiguration: %s would stand in a ConfigMap and in the status: give it as a Secret (state.credentialsSecret)" $key) -}}
{{- end -}}
{{- end -}}
{{- if $values.hbase.kerberos.enabled -}}
{{- $key := "env.java.opts.all" -}}
{{- $_ := set $free $key (printf "%s -Djava.security.krb5.conf=/etc/wrapped/krb5/krb5.conf" (get $free $key) | trim) -}}
{{- end -}}
{{- range $key, $value := merge (dict) $set $free }}
{{ $key }}: {{ $value | quote }}
{{- end }}
{{- end -}}

{{/* A FlinkDeployment. Context: root, job, name, component, entryClass, areas. */}}
{{- define "wrapped.flinkDeployment" -}}
{{- $values := .root.Values -}}
{{- $own := get $values .job -}}
{{- $sizes := include "wrapped.sizes" . | fromJson -}}
{{- $context := merge (dict "sizes" $sizes "preset" $sizes.options) . -}}
apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: {{ .name }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "wrapped.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .component }}
spec:
  image: {{ include "wrapped.image" .root }}
  imagePullPolicy: {{ $values.image.pullPolicy }}
  flinkVersion: {{ $values.flinkVersion }}
  mode: native
  serviceAccount: {{ include "wrapped.serviceAccountName" .root }}
  {{- with $own.restartNonce }}
  restartNonce: {{ int64 . }}
  {{- end }}
  flinkConfiguration:
    {{- include "wrapped.flinkConfiguration" $context | trim | nindent 4 }}
  logConfiguration:
    log4j-console.properties: |
      {{- .root.Files.Get (get (dict "text" "files/log4j-console.properties" "json" "files/log4j-json.properties") $values.logging.format) | trim | nindent 6 }}
  jobManager:
    replicas: {{ int $own.jobManager.replicas }}
    resource:
      cpu: {{ $sizes.jobManager.cpu }}
      memory: {{ $sizes.jobManager.memory }}
    podTemplate:
      {{- include "wrapped.podTemplate" (dict "root" .root "app" .name "component" "jobmanager" "secretEnv" false) | nindent 6 }}
  taskManager:
    resource:
      cpu: {{ $sizes.taskManager.cpu }}
      memory: {{ $sizes.taskManager.memory }}
    podTemplate:
      {{- include "wrapped.podTemplate" (dict "root" .root "app" .name "component" "taskmanager" "secretEnv" (eq .job "reportJob") "localDisk" $sizes.taskManager.localDisk) | nindent 6 }}
  job:
    jarURI: local:///opt/flink/usrlib/wrapped.jar
    entryClass: {{ .entryClass }}
    args:
      {{- range $key, $value := include "wrapped.options" $context | fromJson }}
      - --{{ $key }}
      - {{ include "wrapped.option" $value | quote }}
      {{- end }}
    parallelism: {{ int $sizes.parallelism }}
    state: {{ $own.state }}
    upgradeMode: {{ $own.upgradeMode }}
    allowNonRestoredState: false
    {{- with $own.initialSavepointPath }}
    initialSavepointPath: {{ . | quote }}
    {{- end }}
    {{- with $own.savepointRedeployNonce }}
    savepointRedeployNonce: {{ int64 . }}
    {{- end }}
    {{- with $own.savepointTriggerNonce }}
    savepointTriggerNonce: {{ int64 . }}
    {{- end }}
{{- end -}}
