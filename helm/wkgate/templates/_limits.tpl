{{/*
Each duration and size that is too small or too large, a sentence a line. JSON Schema knows no such thing of a text; limits.json is made
from the settings' own limits.
*/}}
{{- define "wkgate.limits" -}}
{{- $limits := .Files.Get "limits.json" | fromJson -}}
{{- $settings := .Values.settings -}}
{{- range $name, $limit := $limits.settings -}}
{{- $path := splitn "." 2 $name -}}
{{- include "wkgate.limit" (list (printf "settings.%s" $name) (dig $path._0 $path._1 "" $settings) $limit) -}}
{{- end -}}
{{- range $destination := .Values.relay.destinations -}}
{{- range $key, $limit := $limits.destination -}}
{{- include "wkgate.limit" (list (printf "relay.destinations[%s].%s" $destination.name $key) (get $destination $key) $limit) -}}
{{- end -}}
{{- end -}}
{{- end }}

{{/* Call: (list NAME VALUE LIMIT). */}}
{{- define "wkgate.limit" -}}
{{- $name := index . 0 -}}
{{- $limit := index . 2 -}}
{{- $value := index . 1 -}}
{{- $text := ternary (printf "%v" $value) (printf "%.0f" (float64 $value)) (kindIs "string" $value) -}}
{{- if $text -}}
{{- $amount := include "wkgate.amount" $text | float64 -}}
{{- if and $limit.min (lt $amount (include "wkgate.amount" (default "0s" $limit.min) | float64)) }}
{{ $name }} must be at least {{ $limit.min }}.
{{- else if and $limit.max (gt $amount (include "wkgate.amount" (default "0s" $limit.max) | float64)) }}
{{ $name }} must be at most {{ $limit.max }}.
{{- end -}}
{{- end -}}
{{- end }}

{{/* A duration (500ms, 3s, 5m, 72h, 30d) in milliseconds, or a size (512, 64KiB, 24MiB, 1GiB) in bytes. */}}
{{- define "wkgate.amount" -}}
{{- $units := dict "ms" 1 "s" 1000 "m" 60000 "h" 3600000 "d" 86400000 "" 1 "B" 1 "KiB" 1024 "MiB" 1048576 "GiB" 1073741824 -}}
{{- printf "%.0f" (mulf (regexFind "^[0-9]+" . | float64) (index $units (regexFind "[A-Za-z]*$" .))) -}}
{{- end }}
