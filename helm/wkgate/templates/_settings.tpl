{{/* conf/wkgate.yaml: the user's settings, and those that belong to the chart. */}}
{{- define "wkgate.settings" -}}
{{- $settings := deepCopy .Values.settings -}}
{{- $chart := dict
  "intake" (dict "host" "0.0.0.0" "port" 6970 "public-url" (include "wkgate.intakeUrl" .)
    "grpc-host" "0.0.0.0" "grpc-port" (ternary 6979 -1 .Values.intake.grpc.enabled))
  "api" (dict "host" "0.0.0.0" "port" 6980)
  "ops" (dict "host" "0.0.0.0" "port" 6990)
-}}
{{- if ne .Values.tls.database.mode "off" -}}
{{- $_ := set $chart "database" (dict "tls" .Values.tls.database.mode) -}}
{{- end -}}
{{- range include "wkgate.certificates" . | fromYamlArray -}}
{{- $volume := .volume -}}
{{- range $group, $files := .settings -}}
{{- range $setting, $file := $files -}}
{{- $_ := mergeOverwrite $chart (dict $group (dict $setting (printf "/etc/wkgate/%s/%s" $volume $file))) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toYaml (mergeOverwrite $settings $chart) -}}
{{- end }}

{{/* A duration of wkgate (500ms, 3s, 5m, 72h, 30d) in whole seconds. */}}
{{- define "wkgate.seconds" -}}
{{- $number := regexFind "^[0-9]+" . | int -}}
{{- $unit := regexFind "[a-z]+$" . -}}
{{- if eq $unit "ms" -}}
{{- div (add $number 999) 1000 -}}
{{- else -}}
{{- mul $number (index (dict "s" 1 "m" 60 "h" 3600 "d" 86400) $unit) -}}
{{- end -}}
{{- end }}

{{/*
The longest that a pod may take to end: shutdown.delay, then one after the other what is open, revokes, repairs and deliveries, each
for shutdown.timeout and 5 s at most, then the connections. In ordinary times it takes little more than the delay.
*/}}
{{- define "wkgate.gracePeriod" -}}
{{- $delay := include "wkgate.seconds" (dig "shutdown" "delay" "0s" .Values.settings) | int -}}
{{- $timeout := include "wkgate.seconds" (dig "shutdown" "timeout" "15s" .Values.settings) | int -}}
{{- add $delay (mul 4 (add $timeout 5)) 10 -}}
{{- end }}
