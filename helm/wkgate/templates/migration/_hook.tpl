{{/* Before the pods, and gone afterwards; what failed stays, for its log. Call: the weight. */}}
{{- define "wkgate.hook" -}}
helm.sh/hook: pre-install,pre-upgrade
helm.sh/hook-weight: {{ . | quote }}
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end }}

{{/*
What the Job reads from Secrets, as `wkgate.secrets`: the database's address, and what is given as values, so that wkgate itself says of
it what the chart cannot, before a pod is replaced. Another Secret of yours may come later than the Job, and keys are made later.
*/}}
{{- define "wkgate.migrationSecrets" -}}
{{- $own := include "wkgate.fullname" . -}}
{{- range include "wkgate.secrets" . | fromYamlArray }}
{{- if or (eq .secret $own) (eq .file "database-url") }}
- file: {{ .file }}
  variable: {{ .variable }}
  secret: {{ ternary (printf "%s-migrate" $own) .secret (eq .secret $own) }}
  key: {{ .key }}
{{- end }}
{{- end }}
{{- end }}
