{{/* Name of the release's objects, and of the wrapped job. With "-reports" it is at most 45 long. */}}
{{- define "wrapped.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- $full := .Values.fullnameOverride -}}
{{- if not $full -}}
{{- $full = ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) -}}
{{- end -}}
{{- $full | trunc 37 | trimSuffix "-" -}}
{{- end -}}

{{- define "wrapped.reports.fullname" -}}
{{- printf "%s-reports" (include "wrapped.fullname" .) -}}
{{- end -}}

{{- define "wrapped.serviceAccountName" -}}
{{- default (ternary (include "wrapped.fullname" .) "default" .Values.serviceAccount.create) .Values.serviceAccount.name -}}
{{- end -}}

{{- define "wrapped.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "wrapped.podLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{/* Without the chart's version: the operator takes another label of a pod for another job. */}}
{{- define "wrapped.podLabels" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Names of the FlinkDeployments, which Flink gives its pods as the label "app". */}}
{{- define "wrapped.apps" -}}
{{- $apps := list (include "wrapped.fullname" .) -}}
{{- if .Values.reportJob.enabled -}}
{{- $apps = append $apps (include "wrapped.reports.fullname" .) -}}
{{- end -}}
{{- $apps | toJson -}}
{{- end -}}

{{- define "wrapped.image" -}}
{{- $repository := required "image.repository is not set: build the image (helm/image/Dockerfile), push it where the cluster pulls from, and name it" .Values.image.repository -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" $repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}
