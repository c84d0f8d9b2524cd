{{/* What follows from the values; "true" or nothing, or a number. */}}

{{- define "headwater.autoscaled" -}}
{{- if or .Values.autoscaling.hpa.enabled .Values.autoscaling.keda.enabled }}true{{ end }}
{{- end }}

{{/* The fewest stream pods there will be. */}}
{{- define "headwater.fewestPods" -}}
{{- if include "headwater.autoscaled" . }}{{ int .Values.autoscaling.minReplicas }}{{ else }}{{ int .Values.streams.replicaCount }}{{ end }}
{{- end }}

{{/* The most stream pods there will be. */}}
{{- define "headwater.mostPods" -}}
{{- if include "headwater.autoscaled" . }}{{ int .Values.autoscaling.maxReplicas }}{{ else }}{{ int .Values.streams.replicaCount }}{{ end }}
{{- end }}

{{- define "headwater.isSidecar" -}}
{{- if eq .Values.sink.mode "sidecar" }}true{{ end }}
{{- end }}

{{- define "headwater.sinkPods" -}}
{{- if include "headwater.isSidecar" . }}0{{ else }}{{ default 1 .Values.sink.replicaCount | int }}{{ end }}
{{- end }}

{{- define "headwater.isEventHubs" -}}
{{- if eq .Values.kafka.profile "event-hubs" }}true{{ end }}
{{- end }}

{{- define "headwater.usesConnectionString" -}}
{{- if and (include "headwater.isEventHubs" .) (eq .Values.kafka.eventHubs.auth "connection-string") }}true{{ end }}
{{- end }}

{{- define "headwater.usesEntraId" -}}
{{- if and (include "headwater.isEventHubs" .) (eq .Values.kafka.eventHubs.auth "entra-id") }}true{{ end }}
{{- end }}

{{- define "headwater.hasLocalTables" -}}
{{- if not (contains "://" .Values.delta.basePath) }}true{{ end }}
{{- end }}

{{/* tables x (flush-bytes + min(flush-bytes, 64 MB) + 16 MB) + 80 MB, and a file being compacted: docs/performance.md. */}}
{{- define "headwater.sinkHeapNeededMiB" -}}
{{- $flush := int .Values.sink.memory.flushBytesMiB }}
{{- $compaction := ternary (int .Values.sink.memory.targetFileSizeMiB) 0 (ne (toString (index .Values.settings "headwater.delta.maintenance.enabled")) "false") }}
{{- add (mul 5 (add $flush (min $flush 64) 16)) 80 $compaction }}
{{- end }}

{{- define "headwater.sinkHeapMiB" -}}
{{- default (include "headwater.sinkHeapNeededMiB" .) .Values.sink.memory.heapMiB | int }}
{{- end }}

{{- define "headwater.sinkMemoryMiB" -}}
{{- add (include "headwater.sinkHeapMiB" . | int) (int .Values.sink.memory.overheadMiB) }}
{{- end }}

{{- define "headwater.streamsMemoryMiB" -}}
{{- $memory := .Values.streams.memory }}
{{- add (int $memory.heapMiB) (int $memory.blockCacheMiB) (int $memory.overheadMiB) }}
{{- end }}

{{/* The port of the storage, where the base path names one; nothing where it is HTTPS'. */}}
{{- define "headwater.storagePort" -}}
{{- regexFind ":[0-9]+$" (regexFind "^[a-z0-9]+://[^/]+" .Values.delta.basePath) | trimPrefix ":" }}
{{- end }}

{{/* The ports of the brokers, with spaces between. */}}
{{- define "headwater.kafkaPorts" -}}
{{- $ports := list }}
{{- range splitList "," .Values.kafka.bootstrapServers }}
{{- $ports = append $ports (regexFind "[0-9]+$" (trim .)) }}
{{- end }}
{{- range .Values.networkPolicy.kafkaPorts }}
{{- $ports = append $ports (toString (int .)) }}
{{- end }}
{{- $ports | uniq | compact | join " " }}
{{- end }}
