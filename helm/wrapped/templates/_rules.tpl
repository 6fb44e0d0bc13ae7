{{/* A duration in seconds, rounded up. Context: key, value. */}}
{{- define "wrapped.seconds" -}}
{{- $text := .value | toString | trim | lower -}}
{{- $number := regexFind "^[0-9]+" $text -}}
{{- $unit := trimPrefix $number $text | trim -}}
{{- $units := dict "" 1 "ms" 1 "s" 1000 "sec" 1000 "second" 1000 "seconds" 1000 "m" 60000 "min" 60000 "minute" 60000 "minutes" 60000 "h" 3600000 "hour" 3600000 "hours" 3600000 "d" 86400000 "day" 86400000 "days" 86400000 -}}
{{- if or (not $number) (not (hasKey $units $unit)) -}}
{{- fail (printf "%s is %s: where alerts are to follow it, give it as a number and ms, s, min, h or d" .key .value) -}}
{{- end -}}
{{- div (add (mul (int64 $number) (get $units $unit)) 999) 1000 -}}
{{- end -}}

{{/* A file of alerts as it is for this release: it sees no other namespace's jobs, and what is late
     follows the jobs' options. In the file stand the thresholds of the defaults. Context: root,
     path. */}}
{{- define "wrapped.rules" -}}
{{- $values := .root.Values -}}
{{- $namespace := .root.Release.Namespace -}}
{{- $rules := .root.Files.Get .path -}}
{{- $sizes := include "wrapped.sizes" (dict "root" .root "job" "wrappedJob") | fromJson -}}
{{- $options := include "wrapped.options" (dict "root" .root "preset" $sizes.options "areas" "wrapped") | fromJson -}}
{{- $key := "wrapped.review-interval" -}}
{{- with get $options $key -}}
{{- $seconds := include "wrapped.seconds" (dict "key" (printf "options: %s" $key) "value" .) | int64 -}}
{{- $rules = replace "> 46800" (printf "> %d" (add $seconds 3600)) $rules -}}
{{- end -}}
{{- $old := 600 -}}
{{- $key = "execution.checkpointing.interval" -}}
{{- range $job := ternary (list "wrappedJob" "reportJob") (list "wrappedJob") $values.reportJob.enabled -}}
{{- with coalesce (get (get $values $job).flinkConfiguration $key) (get $values.flinkConfiguration $key) -}}
{{- $seconds := include "wrapped.seconds" (dict "key" (printf "flinkConfiguration: %s" $key) "value" .) | int64 -}}
{{- $old = max $old (mul 3 $seconds) -}}
{{- end -}}
{{- end -}}
{{- $rules = replace "> 600 and on" (printf "> %d and on" $old) $rules -}}
{{- $rules = replace "> 900000" (printf "> %d" (mul 1000 (add $old 300))) $rules -}}
{{- $rules = replace "{job_name" (printf "{namespace=%q, job_name" $namespace) $rules -}}
{{- regexReplaceAll "( +)severity:" $rules (printf "${1}namespace: %q\n${1}severity:" $namespace) -}}
{{- end -}}
