{{- define "wkgate.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end }}

{{/* Short enough for the longest ending behind it. */}}
{{- define "wkgate.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "wkgate.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "wkgate.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "wkgate.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end }}

{{/* What a selector asks for never changes, so nothing of the user's stands in it. Call: (list $ "gateway"). */}}
{{- define "wkgate.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ include "wkgate.name" $root }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{/* Call: (list $ "gateway"). */}}
{{- define "wkgate.ownLabels" -}}
{{- $root := index . 0 -}}
{{ include "wkgate.selector" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: wkgate
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" }}
{{- end }}

{{/* Call: (list $ "gateway"). */}}
{{- define "wkgate.labels" -}}
{{- $root := index . 0 -}}
{{ include "wkgate.ownLabels" . }}
{{- with $root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "wkgate.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end }}

{{/* http or https. Call: "ops" and the like of .Values.tls. */}}
{{- define "wkgate.scheme" -}}
{{- if .secret }}https{{ else }}http{{ end -}}
{{- end }}

{{/* Where WuKongIM reaches the webhook. */}}
{{- define "wkgate.intakeUrl" -}}
{{- $given := dig "intake" "public-url" "" .Values.settings -}}
{{- default (printf "%s://%s-intake.%s.svc:6970" (include "wkgate.scheme" .Values.tls.intake) (include "wkgate.fullname" .) .Release.Namespace) $given -}}
{{- end }}
