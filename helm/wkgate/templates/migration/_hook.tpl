{{/* Before the pods, and gone afterwards; what failed stays, for its log. Call: the weight. */}}
{{- define "wkgate.hook" -}}
helm.sh/hook: pre-install,pre-upgrade
helm.sh/hook-weight: {{ . | quote }}
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end }}
