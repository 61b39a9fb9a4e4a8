{{/* A label that stands twice in one object is refused by Kubernetes, or, worse, the chart's selectors miss its pods. */}}
{{- define "wkgate.labelsOnce" -}}
{{- $values := .Values -}}
{{- $own := append (include "wkgate.ownLabels" (list . "gateway") | fromYaml | keys) "wkgate/listener" -}}
{{- $common := keys $values.commonLabels -}}
{{- range $path, $labels := dict
  "commonLabels" $values.commonLabels
  "podLabels" $values.podLabels
  "monitoring.serviceMonitor.labels" $values.monitoring.serviceMonitor.labels
  "monitoring.prometheusRule.labels" $values.monitoring.prometheusRule.labels
  "monitoring.dashboard.labels" $values.monitoring.dashboard.labels
-}}
{{- range $label := keys $labels | sortAlpha -}}
{{- if has $label $own -}}
{{- fail (printf "\n\n%s: %s is one of the chart's own labels; leave it out." $path $label) -}}
{{- else if and (ne $path "commonLabels") (has $label $common) -}}
{{- fail (printf "\n\n%s: %s stands in commonLabels, too; keep one." $path $label) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range tuple "checksum/settings" "checksum/secrets" -}}
{{- if hasKey $values.podAnnotations . -}}
{{- fail (printf "\n\npodAnnotations: %s is one of the chart's own annotations; leave it out." .) -}}
{{- end -}}
{{- end -}}
{{- end }}
