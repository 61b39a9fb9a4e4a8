{{/* What all pods of the chart have in common. */}}
{{- define "wkgate.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* What all containers have in common. */}}
{{- define "wkgate.container" -}}
name: wkgate
image: {{ include "wkgate.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
workingDir: /app
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  privileged: false
  capabilities:
    drop: [ALL]
{{- end }}

{{- define "wkgate.environment" -}}
- name: JAVA_TOOL_OPTIONS
  value: {{ .Values.javaOptions | quote }}
{{- range include "wkgate.secrets" . | fromYamlArray }}
- name: {{ .variable }}
  value: /etc/wkgate/secrets/{{ .file }}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "wkgate.mounts" -}}
- name: tmp
  mountPath: /tmp
- name: settings
  mountPath: /app/conf
  readOnly: true
- name: secrets
  mountPath: /etc/wkgate/secrets
  readOnly: true
{{- range include "wkgate.certificates" . | fromYamlArray }}
- name: {{ .volume }}
  mountPath: /etc/wkgate/{{ .volume }}
  readOnly: true
{{- end }}
{{- with .Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "wkgate.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: 64Mi
- name: settings
  configMap:
    name: {{ include "wkgate.fullname" . }}
- {{ include "wkgate.secretVolume" (include "wkgate.secrets" .) | nindent 2 | trim }}
{{- range include "wkgate.certificates" . | fromYamlArray }}
- name: {{ .volume }}
  secret:
    secretName: {{ .secret }}
    defaultMode: 0440
{{- end }}
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/*
How many pods. With an autoscaler as many as there are: left out, a number of before would be taken away, and Kubernetes takes that for
1. Where the chart is only rendered nothing can be looked up, and it is the fewest.
*/}}
{{- define "wkgate.replicas" -}}
{{- if .Values.autoscaling.enabled -}}
{{- $there := dig "spec" "replicas" 0 (lookup "apps/v1" "Deployment" .Release.Namespace (include "wkgate.fullname" .)) | int -}}
{{- with .Values.autoscaling -}}
{{- min (max $there (int .minReplicas)) (int .maxReplicas) -}}
{{- end -}}
{{- else -}}
{{- .Values.replicas -}}
{{- end -}}
{{- end }}
