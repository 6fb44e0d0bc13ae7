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

{{/* Their variables that are added. */}}
{{- define "wrapped.env" -}}
{{- range .Values.extraEnv -}}
{{- if and (hasKey . "value") (regexMatch "(?i)(password|secret|token|credential|(access|private|api)_?key)" .name) (not (regexMatch "(?i)_(file|path|dir|url)$" .name)) -}}
{{- fail (printf "extraEnv: %s would stand in the FlinkDeployment: give it as a Secret (valueFrom: {secretKeyRef: …})" .name) -}}
{{- end -}}
{{- end -}}
{{- with .Values.extraEnv -}}{{- toYaml . -}}{{- end -}}
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
      {{- $key := and .secretEnv $values.model.apiKeySecret }}
      {{- if or $key $values.extraEnv }}
      env:
        {{- if $key }}
        - name: {{ get $values.options "story.api-key-env" }}
          valueFrom:
            secretKeyRef:
              name: {{ $values.model.apiKeySecret }}
              key: {{ $values.model.apiKeyKey }}
        {{- end }}
        {{- with include "wrapped.env" .root }}
        {{- . | nindent 8 }}
        {{- end }}
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
