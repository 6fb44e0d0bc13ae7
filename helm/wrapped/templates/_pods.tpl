{{- define "wrapped.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: 9999
runAsGroup: 9999
fsGroup: 9999
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "wrapped.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* Volumes of the logins, which whoever speaks to Kafka and HBase has. */}}
{{- define "wrapped.loginVolumes" -}}
{{- $tls := .Values.kafka.tls -}}
{{- if and $tls.enabled $tls.caSecret }}
- name: kafka-ca
  secret:
    secretName: {{ $tls.caSecret }}
{{- end }}
{{- if and $tls.enabled $tls.clientSecret }}
- name: kafka-client
  secret:
    secretName: {{ $tls.clientSecret }}
    defaultMode: 288 # 0440
{{- end }}
{{- if .Values.kafka.sasl.mechanism }}
- name: kafka-login
  secret:
    secretName: {{ .Values.kafka.sasl.secret }}
    defaultMode: 288 # 0440
{{- end }}
{{- if .Values.hbase.kerberos.enabled }}
- name: hbase-keytab
  secret:
    secretName: {{ .Values.hbase.kerberos.keytabSecret }}
    defaultMode: 288 # 0440
- name: krb5
  configMap:
    name: {{ .Values.hbase.kerberos.krb5ConfigMap }}
{{- end }}
{{- end -}}

{{/* Where they are mounted: each at /etc/wrapped under its name. */}}
{{- define "wrapped.loginMounts" -}}
{{- range include "wrapped.loginVolumes" . | fromYamlArray }}
- name: {{ .name }}
  mountPath: /etc/wrapped/{{ .name }}
  readOnly: true
{{- end }}
{{- end -}}

{{/* Volumes of whoever speaks to Kafka and HBase: those of the logins, and those that are added. */}}
{{- define "wrapped.volumes" -}}
{{- include "wrapped.loginVolumes" . | trim }}
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "wrapped.mounts" -}}
{{- $volumes := list -}}
{{- range .Values.extraVolumes -}}{{- $volumes = append $volumes .name -}}{{- end -}}
{{- range .Values.extraVolumeMounts -}}
{{- if not (has .name $volumes) -}}
{{- fail (printf "extraVolumeMounts: %s is not among extraVolumes" .name) -}}
{{- end -}}
{{- end -}}
{{- include "wrapped.loginMounts" . | trim }}
{{- with .Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Variables: the model's key for those who ask it, where it asks for one, and those that are added.
     Context: root, asksModel. */}}
{{- define "wrapped.env" -}}
{{- $values := .root.Values -}}
{{- range $values.extraEnv -}}
{{- if and (hasKey . "value") (regexMatch "(?i)(password|passphrase|secret|token|credential|(access|private|api)_?key)" .name) (not (regexMatch "(?i)_(file|path|dir|url)$" .name)) -}}
{{- fail (printf "extraEnv: %s would stand in the FlinkDeployment: give it as a Secret (valueFrom: {secretKeyRef: …})" .name) -}}
{{- end -}}
{{- if and $values.model.apiKeySecret (eq .name (get $values.options "story.api-key-env")) -}}
{{- fail (printf "extraEnv: %s is set from model.apiKeySecret" .name) -}}
{{- end -}}
{{- end -}}
{{- if and .asksModel $values.model.apiKeySecret }}
- name: {{ get $values.options "story.api-key-env" }}
  valueFrom:
    secretKeyRef:
      name: {{ $values.model.apiKeySecret }}
      key: {{ $values.model.apiKeyKey }}
{{- end }}
{{- with $values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Pod of a JobManager or TaskManager. Whole for each: the operator merges lists of two templates by
     place, not by name. Context: root, app, component, secretEnv (whether it asks the model),
     localDisk. */}}
{{- define "wrapped.podTemplate" -}}
{{- $values := .root.Values -}}
metadata:
  labels:
    {{- include "wrapped.podLabels" .root | nindent 4 }}
  {{- with $values.podAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  securityContext:
    {{- include "wrapped.podSecurityContext" . | nindent 4 }}
  {{- with $values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  {{- with $values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with $values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if $values.topologySpread.enabled }}
  topologySpreadConstraints:
    {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
    - maxSkew: 1
      topologyKey: {{ . }}
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          app: {{ $.app }}
          component: {{ $.component }}
    {{- end }}
  {{- end }}
  containers:
    - name: flink-main-container
      securityContext:
        {{- include "wrapped.containerSecurityContext" . | nindent 8 }}
      ports:
        - name: metrics
          containerPort: 9249
      {{- with include "wrapped.env" (dict "root" .root "asksModel" .secretEnv) | trim }}
      env:
        {{- . | nindent 8 }}
      {{- end }}
      {{- with $values.state.credentialsSecret }}
      envFrom:
        - secretRef:
            name: {{ . }}
      {{- end }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        - name: logs
          mountPath: /opt/flink/log
        - name: local-disk
          mountPath: /local-disk
        {{- if $values.state.claim.name }}
        - name: state
          mountPath: /state
        {{- end }}
        {{- with include "wrapped.mounts" .root | trim }}
        {{- . | nindent 8 }}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir: {}
    - name: logs
      emptyDir: {}
    - name: local-disk
      {{- if and (eq .component "taskmanager") $values.localDiskStorageClassName }}
      ephemeral:
        volumeClaimTemplate:
          spec:
            accessModes: [ReadWriteOnce]
            storageClassName: {{ $values.localDiskStorageClassName }}
            resources:
              requests:
                storage: {{ .localDisk }}
      {{- else if eq .component "taskmanager" }}
      emptyDir:
        sizeLimit: {{ .localDisk }}
      {{- else }}
      emptyDir: {}
      {{- end }}
    {{- with $values.state.claim.name }}
    - name: state
      persistentVolumeClaim:
        claimName: {{ . }}
    {{- end }}
    {{- with include "wrapped.volumes" .root | trim }}
    {{- . | nindent 4 }}
    {{- end }}
{{- end -}}

{{/* Pod that runs a command of the jar once. Context: root, words (the command and its own
     arguments), areas (a pattern of the areas of the options that it is given), memory, settings
     (the ConfigMap with Flink's settings, where the command looks at what only the jobs see; their
     ServiceAccount and variables are given to it then). */}}
{{- define "wrapped.commandPod" -}}
{{- $values := .root.Values -}}
restartPolicy: Never
{{- if .settings }}
serviceAccountName: {{ include "wrapped.serviceAccountName" .root }}
{{- end }}
automountServiceAccountToken: false
securityContext:
  {{- include "wrapped.podSecurityContext" . | nindent 2 }}
{{- with $values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with $values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
containers:
  - name: {{ first .words }}
    image: {{ include "wrapped.image" .root }}
    imagePullPolicy: {{ $values.image.pullPolicy }}
    securityContext:
      {{- include "wrapped.containerSecurityContext" . | nindent 6 }}
    command:
      - java
      - -Xmx256m
      {{- if $values.hbase.kerberos.enabled }}
      - -Djava.security.krb5.conf=/etc/wrapped/krb5/krb5.conf
      {{- end }}
      - -cp
      - /opt/flink/usrlib/wrapped.jar:/opt/flink/lib/*
      - io.wrapped.jobs.cli.Wrapped
      {{- range .words }}
      - {{ . }}
      {{- end }}
      {{- range $key, $value := include "wrapped.options" (dict "root" .root "preset" dict "areas" .areas) | fromJson }}
      - {{ printf "-D%s=%s" $key (include "wrapped.option" $value) | quote }}
      {{- end }}
    {{- $env := include "wrapped.env" (dict "root" .root "asksModel" (and .settings $values.reportJob.enabled)) | trim }}
    {{- if or .settings $env }}
    env:
      {{- if .settings }}
      - name: FLINK_PLUGINS_DIR
        value: /opt/flink/plugins
      - name: FLINK_CONF_DIR
        value: /etc/wrapped/flink
      {{- end }}
      {{- with $env }}
      {{- . | nindent 6 }}
      {{- end }}
    {{- end }}
    {{- if .settings }}
    {{- with $values.state.credentialsSecret }}
    envFrom:
      - secretRef:
          name: {{ . }}
    {{- end }}
    {{- end }}
    resources:
      requests:
        cpu: 100m
        memory: {{ .memory }}
      limits:
        memory: {{ .memory }}
    volumeMounts:
      - name: tmp
        mountPath: /tmp
      {{- if .settings }}
      - name: local-disk
        mountPath: /local-disk
      - name: settings
        mountPath: /etc/wrapped/flink
        readOnly: true
      {{- if $values.state.claim.name }}
      - name: state
        mountPath: /state
      {{- end }}
      {{- end }}
      {{- with include "wrapped.mounts" .root | trim }}
      {{- . | nindent 6 }}
      {{- end }}
volumes:
  - name: tmp
    emptyDir: {}
  {{- if .settings }}
  - name: local-disk
    emptyDir: {}
  - name: settings
    configMap:
      name: {{ .settings }}
  {{- with $values.state.claim.name }}
  - name: state
    persistentVolumeClaim:
      claimName: {{ . }}
  {{- end }}
  {{- end }}
  {{- with include "wrapped.volumes" .root | trim }}
  {{- . | nindent 2 }}
  {{- end }}
{{- end -}}
