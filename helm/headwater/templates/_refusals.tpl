{{/* Values that contradict each other, or lack something: each with a sentence that says what to do. */}}

{{- define "headwater.refuse" -}}
{{- $sentences := list }}
{{- range list "kafka" "environment" "tables" "pods" "memory" "scaling" "watching" }}
{{- $found := include (printf "headwater.refusals.%s" .) $ | splitList "\n" }}
{{- range $found }}
{{- if trim . }}
{{- $sentences = append $sentences (printf "- %s" (trim .)) }}
{{- end }}
{{- end }}
{{- end }}
{{- if $sentences }}
{{- fail (printf "\nThese values cannot be installed:\n%s\n" (join "\n" $sentences)) }}
{{- end }}
{{- end }}

{{- define "headwater.refusals.kafka" -}}
{{- $hubs := .Values.kafka.eventHubs }}
{{- $connection := $hubs.connectionString.secretName }}
{{- $identity := .Values.azure.workloadIdentity }}
{{- if not .Values.kafka.bootstrapServers }}
kafka.bootstrapServers is missing: give the brokers as host:port, with commas between.
{{- end }}
{{- if and $connection (not (include "headwater.isEventHubs" .)) }}
kafka.eventHubs.connectionString is for kafka.profile=event-hubs, but the profile is {{ .Values.kafka.profile }}: change one of them.
{{- end }}
{{- if and $connection (include "headwater.usesEntraId" .) }}
kafka.eventHubs.auth=entra-id signs in without a connection string: leave kafka.eventHubs.connectionString.secretName empty, or set auth=connection-string.
{{- end }}
{{- if and (include "headwater.usesConnectionString" .) (not $connection) }}
kafka.eventHubs.auth=connection-string needs kafka.eventHubs.connectionString.secretName, the Secret that has the namespace's connection string; or set auth=entra-id.
{{- end }}
{{- if and (include "headwater.usesEntraId" .) (not $identity.enabled) }}
kafka.eventHubs.auth=entra-id needs an identity for the pods: set azure.workloadIdentity.enabled=true and its clientId.
{{- end }}
{{- if and $identity.enabled (not $identity.clientId) }}
azure.workloadIdentity.enabled=true needs azure.workloadIdentity.clientId, that of the managed identity.
{{- end }}
{{- if and $identity.enabled (eq (include "headwater.serviceAccountName" .) "default") }}
azure.workloadIdentity needs a service account of its own, and serviceAccount.create=false without a name means "default": name the account that is federated.
{{- end }}
{{- range $name, $value := .Values.kafka.properties }}
{{- if regexMatch "(^|\\.)(sasl\\.jaas\\.config|ssl\\.keystore\\.key|.*(password|secret).*)$" $name }}
kafka.properties.{{ $name }} is a secret: put it into a Secret, and name that in kafka.secretProperties.
{{- end }}
{{- if hasKey $.Values.kafka.secretProperties $name }}
kafka.properties and kafka.secretProperties both have {{ $name }}: leave it in one of them.
{{- end }}
{{- end }}
{{- end }}

{{- define "headwater.refusals.environment" -}}
{{- range $app := list "streams" "sink" }}
{{- range (index $.Values $app).extraEnv }}
{{- if and .value (regexMatch "(PASSWORD|SECRET|CONNECTION_STRING|ACCOUNT_KEY|JAAS_CONFIG)" .name) }}
{{ $app }}.extraEnv.{{ .name }} is a secret, and values are no place for it: put it into a Secret, and name that in valueFrom.secretKeyRef.
{{- end }}
{{- if and (eq $app "streams") (has .name (list "POD_NAME" "HEADWATER_JAVA_OPTS" "HEADWATER_STREAMS_APPLICATION_SERVER" "HEADWATER_STREAMS_INSTANCE_ID")) }}
streams.extraEnv.{{ .name }} is set by the chart: leave it out, and set streams.jvmOptions or streams.staticMembership if that is what you want to change.
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "headwater.refusals.tables" -}}
{{- $delta := .Values.delta }}
{{- $azure := $delta.azure }}
{{- $abfss := regexMatch "^abfss?://" $delta.basePath }}
{{- if not $delta.basePath }}
delta.basePath is missing: give abfss://CONTAINER@ACCOUNT.dfs.core.windows.net/FOLDER, or a path with delta.existingClaim.
{{- else if include "headwater.hasLocalTables" . }}
{{- if not (hasPrefix "/" $delta.basePath) }}
delta.basePath={{ $delta.basePath }} is neither a URI nor an absolute path.
{{- end }}
{{- if not $delta.existingClaim }}
delta.basePath={{ $delta.basePath }} is inside the container, and tables there would be lost with the pod: name a claim for it in delta.existingClaim, or give a URI.
{{- end }}
{{- else if $delta.existingClaim }}
delta.existingClaim is for a local delta.basePath, but that is {{ $delta.basePath }}: leave one of them out.
{{- end }}
{{- if and (ne $azure.auth "none") $delta.basePath (not $abfss) }}
delta.azure.auth={{ $azure.auth }} is for tables on ADLS Gen2, but delta.basePath is {{ $delta.basePath }}: give an abfss:// URI, or set auth=none.
{{- end }}
{{- if and $abfss (eq $azure.auth "none") (not $delta.hadoop) }}
delta.basePath is on ADLS Gen2, and nothing says how to sign in there: set delta.azure.auth, or Hadoop's own settings in delta.hadoop.
{{- end }}
{{- if and (eq $azure.auth "workload-identity") (not .Values.azure.workloadIdentity.enabled) }}
delta.azure.auth=workload-identity needs an identity for the pods: set azure.workloadIdentity.enabled=true and its clientId.
{{- end }}
{{- if and (eq $azure.auth "shared-key") (not $azure.accountKey.secretName) }}
delta.azure.auth=shared-key needs delta.azure.accountKey.secretName, the Secret that has the account's key.
{{- end }}
{{- if and (eq $azure.auth "service-principal") (not (and $azure.clientSecret.secretName $azure.tenantId $azure.clientId)) }}
delta.azure.auth=service-principal needs delta.azure.tenantId, clientId and clientSecret.secretName.
{{- end }}
{{- range $name, $value := $delta.hadoop }}
{{- if regexMatch "(account\\.key|secret|password|sas\\.fixed\\.token)" $name }}
delta.hadoop.{{ $name }} is a secret, and values are no place for it: use delta.azure, which takes it from a Secret.
{{- end }}
{{- end }}
{{- end }}

{{- define "headwater.refusals.pods" -}}
{{- $fewest := include "headwater.fewestPods" . | int }}
{{- $budget := .Values.podDisruptionBudget }}
{{- if ge (int .Values.streams.standbyReplicas) $fewest }}
streams.standbyReplicas={{ int .Values.streams.standbyReplicas }} needs more than {{ $fewest }} pods, because a copy of the state is never where the state is: raise the number of pods or lower the copies.
{{- end }}
{{- if and (include "headwater.isSidecar" .) .Values.sink.replicaCount }}
sink.replicaCount={{ int .Values.sink.replicaCount }} is for sink.mode=deployment; a sidecar is in each pod of the stream: leave it out, or change the mode.
{{- end }}
{{- if $budget.enabled }}
{{- if and $budget.minAvailable $budget.maxUnavailable }}
podDisruptionBudget has minAvailable and maxUnavailable, and Kubernetes takes one: leave the other one out.
{{- else if and $budget.minAvailable (ge (int $budget.minAvailable) $fewest) }}
podDisruptionBudget.minAvailable={{ int $budget.minAvailable }} of {{ $fewest }} pods lets no node ever be drained: lower it.
{{- end }}
{{- end }}
{{- $names := list }}
{{- range .Values.streams.webhooks }}
{{- if has .name $names }}
streams.webhooks has the name {{ .name }} twice, and both would share one position in the alerts: name each differently.
{{- end }}
{{- $names = append $names .name }}
{{- end }}
{{- end }}

{{- define "headwater.refusals.memory" -}}
{{- $needed := include "headwater.sinkHeapNeededMiB" . | int }}
{{- $streams := .Values.streams.memory }}
{{- if and .Values.sink.memory.heapMiB (lt (int .Values.sink.memory.heapMiB) $needed) }}
sink.memory.heapMiB={{ int .Values.sink.memory.heapMiB }} is less than the {{ $needed }} MiB that flushBytesMiB={{ int .Values.sink.memory.flushBytesMiB }} and targetFileSizeMiB={{ int .Values.sink.memory.targetFileSizeMiB }} need (docs/performance.md): lower those, or leave heapMiB out.
{{- end }}
{{- if gt (int $streams.writeBuffersMiB) (int $streams.blockCacheMiB) }}
streams.memory.writeBuffersMiB={{ int $streams.writeBuffersMiB }} is part of blockCacheMiB={{ int $streams.blockCacheMiB }}, and cannot be more.
{{- end }}
{{- end }}

{{- define "headwater.refusals.scaling" -}}
{{- $scaling := .Values.autoscaling }}
{{- $keda := $scaling.keda }}
{{- $most := include "headwater.mostPods" . | int }}
{{- if and $scaling.hpa.enabled $keda.enabled }}
autoscaling.hpa and autoscaling.keda are both enabled, and would pull the number of pods to and fro: leave one of them.
{{- end }}
{{- if and (include "headwater.autoscaled" .) (gt (int $scaling.minReplicas) (int $scaling.maxReplicas)) }}
autoscaling.minReplicas={{ int $scaling.minReplicas }} is more than maxReplicas={{ int $scaling.maxReplicas }}.
{{- end }}
{{- if gt $most (int .Values.topics.partitions) }}
{{ $most }} stream pods are more than the {{ int .Values.topics.partitions }} partitions of the input topic (topics.partitions), and the others would idle: lower the pods or correct the partitions.
{{- end }}
{{- if $keda.enabled }}
{{- if and (include "headwater.usesEntraId" .) (not $keda.authentication.secretName) }}
autoscaling.keda cannot sign in to Event Hubs with Entra ID: name a Secret with username $ConnectionString and a connection string as password in autoscaling.keda.authentication, or use autoscaling.hpa.
{{- end }}
{{- if not (include "headwater.isEventHubs" .) }}
{{- if and (ne $keda.sasl "none") (not $keda.authentication.secretName) }}
autoscaling.keda.sasl={{ $keda.sasl }} needs autoscaling.keda.authentication.secretName.
{{- end }}
{{- if and (eq $keda.sasl "none") $keda.authentication.secretName }}
autoscaling.keda.authentication is given, but autoscaling.keda.sasl=none would not use it: say which sasl.
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "headwater.refusals.watching" -}}
{{- if and .Values.ingress.enabled (not .Values.ingress.hosts) }}
ingress.enabled=true needs ingress.hosts.
{{- end }}
{{- if and .Values.test.prometheusUrl (eq .Values.monitoring.kind "none") }}
test.prometheusUrl is given, but monitoring.kind=none tells no Prometheus of the pods: set PodMonitor or ServiceMonitor.
{{- end }}
{{- if and .Values.prometheusRule.runbookBaseUrl (not .Values.prometheusRule.enabled) }}
prometheusRule.runbookBaseUrl is given, but prometheusRule.enabled=false: enable it, or leave the URL out.
{{- end }}
{{- end }}
