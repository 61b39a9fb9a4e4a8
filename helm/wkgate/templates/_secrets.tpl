{{/*
What wkgate reads from Secrets, as a YAML list: `file` is its name below /etc/wkgate/secrets, `variable` says so to wkgate, `secret`
and `key` are where it stands. What is not configured is not there.
*/}}
{{- define "wkgate.secrets" -}}
{{- $values := .Values -}}
{{- $own := include "wkgate.fullname" . -}}
{{- $all := list
  (dict "file" "database-url" "variable" "WKGATE_DATABASE_URL_FILE" "from" $values.database "value" $values.database.url)
  (dict "file" "upstream-token" "variable" "WKGATE_UPSTREAM_TOKEN_FILE" "from" $values.upstream "value" $values.upstream.token)
  (dict "file" "manager-password" "variable" "WKGATE_UPSTREAM_MANAGER_PASSWORD_FILE" "from" $values.upstream.manager "value" $values.upstream.manager.password)
  (dict "file" "intake-token" "variable" "WKGATE_INTAKE_TOKEN_FILE" "from" $values.intake "value" $values.intake.token "made" true)
  (dict "file" "api-key" "variable" "WKGATE_API_KEY_FILE" "from" $values.api "value" $values.api.key "made" true)
  (dict "file" "ops-key" "variable" "WKGATE_OPS_KEY_FILE" "from" $values.ops "value" $values.ops.key "made" true)
  (dict "file" "destinations" "variable" "WKGATE_RELAY_DESTINATIONS_FILE" "from" $values.relay "value" $values.relay.destinations)
-}}
{{- range $all }}
{{- $secret := "" -}}
{{- $key := .file -}}
{{- if .from.existingSecret.name -}}
{{- $secret = .from.existingSecret.name -}}
{{- $key = .from.existingSecret.key -}}
{{- else if .value -}}
{{- $secret = $own -}}
{{- else if .made -}}
{{- $secret = printf "%s-keys" $own -}}
{{- end -}}
{{- if $secret }}
- file: {{ .file }}
  variable: {{ .variable }}
  secret: {{ $secret }}
  key: {{ $key }}
{{- end }}
{{- end }}
{{- end }}

{{/* Where one of them stands: `secret` and `key`. Call: (list $ "ops-key"). */}}
{{- define "wkgate.secret" -}}
{{- $file := index . 1 -}}
{{- range include "wkgate.secrets" (index . 0) | fromYamlArray -}}
{{- if eq .file $file -}}
{{- toYaml (pick . "secret" "key") -}}
{{- end -}}
{{- end -}}
{{- end }}

{{/* Call: the list that `wkgate.secrets` gives, or one like it. */}}
{{- define "wkgate.secretVolume" -}}
name: secrets
projected:
  defaultMode: 0440
  sources:
    {{- range fromYamlArray . }}
    - secret:
        name: {{ .secret }}
        items:
          - key: {{ .key }}
            path: {{ .file }}
    {{- end }}
{{- end }}

{{/* The certificates, as a YAML list: `volume`, `secret`, and which setting names which file of it. */}}
{{- define "wkgate.certificates" -}}
{{- with .Values.tls }}
{{- with .intake.secret }}
- volume: tls-intake
  secret: {{ . }}
  settings: {intake: {tls-certificate: tls.crt, tls-key: tls.key}}
{{- end }}
{{- with .intake.clientCaSecret }}
- volume: tls-intake-client-ca
  secret: {{ . }}
  settings: {intake: {grpc-client-ca: ca.crt}}
{{- end }}
{{- with .api.secret }}
- volume: tls-api
  secret: {{ . }}
  settings: {api: {tls-certificate: tls.crt, tls-key: tls.key}}
{{- end }}
{{- with .api.clientCaSecret }}
- volume: tls-api-client-ca
  secret: {{ . }}
  settings: {api: {client-ca: ca.crt}}
{{- end }}
{{- with .ops.secret }}
- volume: tls-ops
  secret: {{ . }}
  settings: {ops: {tls-certificate: tls.crt, tls-key: tls.key}}
{{- end }}
{{- with .database.caSecret }}
- volume: tls-database-ca
  secret: {{ . }}
  settings: {database: {ca: ca.crt}}
{{- end }}
{{- end }}
{{- end }}

{{/* What stands in the chart's own Secret: the secrets that are given as values. */}}
{{- define "wkgate.givenSecrets" -}}
{{- $given := dict
  "database-url" .Values.database.url
  "upstream-token" .Values.upstream.token
  "manager-password" .Values.upstream.manager.password
  "intake-token" .Values.intake.token
  "api-key" .Values.api.key
  "ops-key" .Values.ops.key
-}}
{{- with .Values.relay.destinations -}}
{{- $_ := set $given "destinations" (toJson .) -}}
{{- end -}}
{{- range $file, $value := $given }}
{{- with $value }}
{{ $file }}: {{ . | b64enc }}
{{- end }}
{{- end }}
{{- end }}
