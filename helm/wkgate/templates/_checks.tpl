{{/* What the schema cannot see, because it lies between two values, in an amount, or in a secret, which it would print. */}}
{{- define "wkgate.checks" -}}
{{- $values := .Values -}}
{{- $name := include "wkgate.fullname" . -}}
{{- if not (regexMatch "^[a-z]([a-z0-9-]*[a-z0-9])?$" $name) -}}
{{- fail (printf "\n\nServices cannot be named after %s: set fullnameOverride to a name of small letters, digits and - that begins with a letter." $name) -}}
{{- end -}}
{{- with include "wkgate.limits" . -}}
{{- fail (printf "\n%s" .) -}}
{{- end -}}
{{- include "wkgate.labelsOnce" . -}}
{{- if not (or $values.database.url $values.database.existingSecret.name) -}}
{{- fail "\n\nwkgate needs a database: set database.url to mysql://user:password@host:port/name, or database.existingSecret.name to a Secret that holds it." -}}
{{- end -}}
{{- range tuple "database.url" "upstream.token" "upstream.manager.password" "intake.token" "api.key" "ops.key" "relay.destinations" -}}
{{- $path := splitList "." . -}}
{{- $group := $values -}}
{{- range initial $path -}}
{{- $group = index $group . -}}
{{- end -}}
{{- if and (index $group (last $path)) $group.existingSecret.name -}}
{{- fail (printf "\n\n%s and %s.existingSecret.name are both set; keep one." . (initial $path | join ".")) -}}
{{- end -}}
{{- end -}}
{{- if and $values.intake.grpc.enabled (not (or $values.networkPolicy.enabled $values.tls.intake.clientCaSecret)) -}}
{{- fail "\n\nintake.grpc.enabled: WuKongIM sends no credential over gRPC, so everybody could write messages. Set networkPolicy.enabled and networkPolicy.intake.from, or tls.intake.clientCaSecret." -}}
{{- end -}}
{{- if and $values.tls.intake.clientCaSecret (not $values.tls.intake.secret) -}}
{{- fail "\n\ntls.intake.clientCaSecret needs a certificate of its own: set tls.intake.secret." -}}
{{- end -}}
{{- if and $values.tls.api.clientCaSecret (not $values.tls.api.secret) -}}
{{- fail "\n\ntls.api.clientCaSecret needs a certificate of its own: set tls.api.secret." -}}
{{- end -}}
{{- if ne (hasPrefix "verify-" $values.tls.database.mode) (not (empty $values.tls.database.caSecret)) -}}
{{- fail "\n\ntls.database.mode verify-ca and verify-full need tls.database.caSecret, and no other mode has use for it." -}}
{{- end -}}
{{- if and $values.database.url (not (regexMatch "^mysql://[^@]+@[^/]+/.+$" $values.database.url)) -}}
{{- fail "\n\ndatabase.url must be mysql://user:password@host:port/name." -}}
{{- end -}}
{{- if and (eq (dig "database" "layout" "native" $values.settings) "tsdd") (ne (dig "database" "keep-messages-for" "0s" $values.settings | include "wkgate.amount") "0") -}}
{{- fail "\n\nsettings.database.keep-messages-for is for settings.database.layout native only: in tsdd the messages are TangSengDaoDaoServer's, and wkgate deletes nothing there." -}}
{{- end -}}
{{- $names := list -}}
{{- range $values.relay.destinations -}}
{{- if has .name $names -}}
{{- fail (printf "\n\nrelay.destinations: two of them have the name %s." .name) -}}
{{- end -}}
{{- $names = append $names .name -}}
{{- if not (regexMatch "^https?://([^/?#@\\s]*@)?([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?([/?][^#\\s]*)?$" .url) -}}
{{- fail (printf "\n\nrelay.destinations[%s].url must be an address such as http://business:8090/v2/webhook." .name) -}}
{{- end -}}
{{- end -}}
{{- if and $values.intake.token (not (regexMatch "^[A-Za-z0-9._~-]+$" $values.intake.token)) -}}
{{- fail "\n\nintake.token must be letters, digits, and . _ ~ - only, for it stands in an address." -}}
{{- end -}}
{{- if and $values.networkPolicy.enabled (not $values.networkPolicy.intake.from) -}}
{{- fail "\n\nnetworkPolicy.intake.from is empty: nobody could call the webhook, and WuKongIM would drop its events. Name WuKongIM's pods there." -}}
{{- end -}}
{{- if and $values.api.ingress.enabled (not $values.api.ingress.hosts) -}}
{{- fail "\n\napi.ingress.enabled needs api.ingress.hosts: a listener with revokes must not answer under every name." -}}
{{- end -}}
{{- if and $values.autoscaling.enabled (lt (int $values.autoscaling.maxReplicas) (int $values.autoscaling.minReplicas)) -}}
{{- fail "\n\nautoscaling.maxReplicas is less than autoscaling.minReplicas." -}}
{{- end -}}
{{- end }}
