{{- define "stockade.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "stockade.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else if contains (include "stockade.name" .) .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "stockade.name" .) | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{/* Of things that no namespace holds: two releases of one name in two namespaces must not share them. */}}
{{- define "stockade.clusterName" -}}
{{- printf "%s-%s" .Release.Namespace (include "stockade.fullname" .) }}
{{- end }}

{{- define "stockade.selectorLabels" -}}
app.kubernetes.io/name: {{ include "stockade.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "stockade.labels" -}}
{{ include "stockade.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end }}

{{- define "stockade.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "stockade.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- required "serviceAccount.name is needed where serviceAccount.create is false" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "stockade.lease" -}}
{{- default (include "stockade.fullname" .) .Values.lease.name }}
{{- end }}

{{- define "stockade.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) }}
{{- end }}
{{- end }}

{{/* Whether there is anything to mount below /etc/stockade. */}}
{{- define "stockade.configured" -}}
{{- if or .Values.roles.namespaces .Values.limits .Values.alerts }}true{{ end }}
{{- end }}

{{/* What the operator may do in a namespace that it works for; a test compares it with what the operator asks for. */}}
{{- define "stockade.stackRules" -}}
- apiGroups: [stockade.dev]
  resources: [securestacks]
  verbs: [get, list, watch, patch]
- apiGroups: [stockade.dev]
  resources: [securestacks/status]
  verbs: [update]
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create]
{{- end }}
