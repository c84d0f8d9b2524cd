{{/* Headwater's settings, as the files that the apps read; what is a secret comes by the environment. */}}

{{- define "headwater.settings.common" -}}
{{- $settings := dict
    "headwater.kafka.bootstrap-servers" .Values.kafka.bootstrapServers
    "headwater.kafka.profile" .Values.kafka.profile
    "headwater.topics.events" .Values.topics.events
    "headwater.topics.partitions" (int .Values.topics.partitions) }}
{{- if include "headwater.usesEntraId" . }}
{{- $_ := set $settings "headwater.kafka.event-hubs.auth" "entra-id" }}
{{- end }}
{{- range $name, $value := .Values.kafka.properties }}
{{- $_ := set $settings (printf "headwater.kafka.properties.%s" $name) $value }}
{{- end }}
{{- toYaml (merge $settings .Values.settings) }}
{{- end }}

{{- define "headwater.settings.streams" -}}
{{- $streams := .Values.streams }}
{{- $settings := dict
    "server.port" 8080
    "headwater.streams.application-id" $streams.applicationId
    "headwater.streams.threads" (int $streams.threads)
    "headwater.streams.standby-replicas" (int $streams.standbyReplicas)
    "headwater.streams.state-dir" "/var/lib/headwater/data/state"
    "headwater.streams.rocksdb.block-cache" (printf "%dMB" (int $streams.memory.blockCacheMiB))
    "headwater.streams.rocksdb.write-buffers" (printf "%dMB" (int $streams.memory.writeBuffersMiB)) }}
{{- if $streams.staticMembership.enabled }}
{{- $_ := set $settings "headwater.kafka.properties.main.consumer.session.timeout.ms" (mul 1000 (int $streams.staticMembership.sessionTimeoutSeconds)) }}
{{- end }}
{{- range $number, $webhook := $streams.webhooks }}
{{- $name := printf "headwater.delivery.webhooks[%d]" $number }}
{{- $_ := set $settings (printf "%s.name" $name) $webhook.name }}
{{- $_ := set $settings (printf "%s.url" $name) (printf "${WEBHOOK_%d_URL}" $number) }}
{{- if $webhook.hmacSecret }}
{{- $_ := set $settings (printf "%s.hmac-secret" $name) (printf "${WEBHOOK_%d_HMAC_SECRET}" $number) }}
{{- end }}
{{- range $key, $setting := dict "rules" "rules" "minSeverity" "min-severity" "locations" "locations" "timeout" "timeout" "maxInFlight" "max-in-flight" }}
{{- if hasKey $webhook $key }}
{{- $value := index $webhook $key }}
{{- $_ := set $settings (printf "%s.%s" $name $setting) (kindIs "slice" $value | ternary (join "," (kindIs "slice" $value | ternary $value list)) $value) }}
{{- end }}
{{- end }}
{{- end }}
{{- toYaml (merge $settings (include "headwater.settings.common" . | fromYaml)) }}
{{- end }}

{{- define "headwater.settings.sink" -}}
{{- $settings := dict
    "server.port" 8081
    "headwater.sink.flush-bytes" (printf "%dMB" (int .Values.sink.memory.flushBytesMiB))
    "headwater.delta.maintenance.target-file-size" (printf "%dMB" (int .Values.sink.memory.targetFileSizeMiB))
    "headwater.delta.base-path" .Values.delta.basePath
    "headwater.delta.azure.auth" .Values.delta.azure.auth }}
{{- with .Values.delta.azure.tenantId }}
{{- $_ := set $settings "headwater.delta.azure.tenant-id" . }}
{{- end }}
{{- with .Values.delta.azure.clientId }}
{{- $_ := set $settings "headwater.delta.azure.client-id" . }}
{{- end }}
{{- range $name, $value := .Values.delta.hadoop }}
{{- $_ := set $settings (printf "headwater.delta.hadoop.%s" $name) $value }}
{{- end }}
{{- toYaml (merge $settings (include "headwater.settings.common" . | fromYaml)) }}
{{- end }}

{{/* A variable of the environment from a Secret: its name, and where the secret is. */}}
{{- define "headwater.secretEnv" -}}
- name: {{ index . 0 }}
  valueFrom:
    secretKeyRef: {name: {{ (index . 1).secretName | quote }}, key: {{ (index . 1).key | quote }}}
{{- end }}

{{- define "headwater.env.common" -}}
- name: SPRING_CONFIG_ADDITIONAL_LOCATION
  value: file:/etc/headwater/
{{- if include "headwater.usesConnectionString" . }}
{{ include "headwater.secretEnv" (list "HEADWATER_KAFKA_EVENT_HUBS_CONNECTION_STRING" .Values.kafka.eventHubs.connectionString) }}
{{- end }}
{{- range $name, $secret := .Values.kafka.secretProperties }}
{{ include "headwater.secretEnv" (list (printf "HEADWATER_KAFKA_PROPERTIES_%s" ($name | upper | replace "." "_")) $secret) }}
{{- end }}
{{- end }}

{{- define "headwater.env.streams" -}}
- name: HEADWATER_JAVA_OPTS
  value: {{ printf "-Xmx%dm" (int .Values.streams.memory.heapMiB) | prepend .Values.streams.jvmOptions | join " " | quote }}
- name: POD_NAME
  valueFrom:
    fieldRef: {fieldPath: metadata.name}
# The pod's name in the headless service: the same after a restart, unlike its address
- name: HEADWATER_STREAMS_APPLICATION_SERVER
  value: $(POD_NAME).{{ include "headwater.fullname" . }}-pods.{{ .Release.Namespace }}.svc:8080
{{- if .Values.streams.staticMembership.enabled }}
- name: HEADWATER_STREAMS_INSTANCE_ID
  value: $(POD_NAME)
{{- end }}
{{ include "headwater.env.common" . }}
{{- range $number, $webhook := .Values.streams.webhooks }}
{{ include "headwater.secretEnv" (list (printf "WEBHOOK_%d_URL" $number) $webhook.url) }}
{{- with $webhook.hmacSecret }}
{{ include "headwater.secretEnv" (list (printf "WEBHOOK_%d_HMAC_SECRET" $number) .) }}
{{- end }}
{{- end }}
{{- if and .Values.autoscaling.keda.enabled (include "headwater.usesConnectionString" .) }}
- name: KEDA_KAFKA_USERNAME
  value: $ConnectionString
{{- end }}
{{- with .Values.streams.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "headwater.env.sink" -}}
- name: HEADWATER_JAVA_OPTS
  value: {{ printf "-Xmx%sm" (include "headwater.sinkHeapMiB" .) | prepend .Values.sink.jvmOptions | join " " | quote }}
{{ include "headwater.env.common" . }}
{{- if eq .Values.delta.azure.auth "shared-key" }}
{{ include "headwater.secretEnv" (list "HEADWATER_DELTA_AZURE_ACCOUNT_KEY" .Values.delta.azure.accountKey) }}
{{- end }}
{{- if eq .Values.delta.azure.auth "service-principal" }}
{{ include "headwater.secretEnv" (list "HEADWATER_DELTA_AZURE_CLIENT_SECRET" .Values.delta.azure.clientSecret) }}
{{- end }}
{{- with .Values.sink.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}
