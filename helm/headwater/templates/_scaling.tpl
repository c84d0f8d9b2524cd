{{/* One pod at a time, down only after a while: each that comes or goes moves state. */}}
{{- define "headwater.scalingBehavior" -}}
scaleUp:
  policies:
    - {type: Pods, value: 1, periodSeconds: 60}
scaleDown:
  stabilizationWindowSeconds: {{ int .Values.autoscaling.scaleDownAfterSeconds }}
  policies:
    - {type: Pods, value: 1, periodSeconds: 120}
{{- end }}

{{/* How KEDA signs in to the broker; "none" if it does not. */}}
{{- define "headwater.kedaSasl" -}}
{{- if include "headwater.isEventHubs" . }}plaintext{{ else }}{{ .Values.autoscaling.keda.sasl }}{{ end }}
{{- end }}

{{- define "headwater.kedaTls" -}}
{{- if include "headwater.isEventHubs" . }}enable{{ else }}{{ .Values.autoscaling.keda.tls }}{{ end }}
{{- end }}
