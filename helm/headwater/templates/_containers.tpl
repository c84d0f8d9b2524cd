{{/* What the pods of the stream and of the sink are made of. */}}

{{/* Asks Spring Boot's probes: a list of the port's name and the number of seconds a start may take. */}}
{{- define "headwater.probes" -}}
{{- $port := index . 0 }}{{ $startup := index . 1 -}}
# Until the JVM answers. What comes after, such as a restore of state, may take as long as it takes.
startupProbe:
  httpGet: {path: /actuator/health/liveness, port: {{ $port }}}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: {{ max 1 (div (int $startup) 5) }}
# Only for a JVM that no longer answers: a restart cures neither the broker nor storage, and an app that cannot go on ends itself.
livenessProbe:
  httpGet: {path: /actuator/health/liveness, port: {{ $port }}}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
# Down while state is read back, broker or storage do not answer, or topics are missing.
readinessProbe:
  httpGet: {path: /actuator/health/readiness, port: {{ $port }}}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 3
{{- end }}

{{- define "headwater.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  capabilities:
    drop: [ALL]
{{- end }}

{{/* A list of the values for cpu, and the memory in MiB: requested and limited alike, so that nobody else can take it. */}}
{{- define "headwater.resources" -}}
{{- $cpu := index . 0 }}{{ $memory := index . 1 -}}
resources:
  requests:
    cpu: {{ $cpu.request | quote }}
    memory: {{ $memory }}Mi
  limits:
    {{- with $cpu.limit }}
    cpu: {{ . | quote }}
    {{- end }}
    memory: {{ $memory }}Mi
{{- end }}

{{- define "headwater.container.streams" -}}
- name: streams
  image: {{ include "headwater.image" (list . .Values.streams.image) | quote }}
  imagePullPolicy: {{ .Values.streams.image.pullPolicy }}
  ports:
    - {name: http, containerPort: 8080, protocol: TCP}
  env:
    {{- include "headwater.env.streams" . | nindent 4 }}
  {{- include "headwater.probes" (list "http" .Values.startupSeconds) | nindent 2 }}
  {{- include "headwater.resources" (list .Values.streams.cpu (include "headwater.streamsMemoryMiB" .)) | nindent 2 }}
  {{- include "headwater.containerSecurity" . | nindent 2 }}
  volumeMounts:
    - {name: settings, mountPath: /etc/headwater, readOnly: true}
    - {name: state, mountPath: /var/lib/headwater/data}
    - {name: tmp, mountPath: /tmp}
{{- end }}

{{- define "headwater.container.sink" -}}
- name: sink
  image: {{ include "headwater.image" (list . .Values.sink.image) | quote }}
  imagePullPolicy: {{ .Values.sink.image.pullPolicy }}
  ports:
    - {name: sink-http, containerPort: 8081, protocol: TCP}
  env:
    {{- include "headwater.env.sink" . | nindent 4 }}
  {{- include "headwater.probes" (list "sink-http" .Values.startupSeconds) | nindent 2 }}
  {{- include "headwater.resources" (list .Values.sink.cpu (include "headwater.sinkMemoryMiB" .)) | nindent 2 }}
  {{- include "headwater.containerSecurity" . | nindent 2 }}
  volumeMounts:
    - {name: settings, mountPath: /etc/headwater, readOnly: true}
    - {name: tmp-sink, mountPath: /tmp}
    {{- if include "headwater.hasLocalTables" . }}
    - {name: tables, mountPath: {{ .Values.delta.basePath | quote }}}
    {{- end }}
{{- end }}

{{- define "headwater.volumes.common" -}}
- name: settings
  configMap:
    name: {{ include "headwater.fullname" . }}
{{- end }}

{{- define "headwater.volumes.sink" -}}
- name: tmp-sink
  emptyDir: {sizeLimit: 1Gi}
{{- if include "headwater.hasLocalTables" . }}
- name: tables
  persistentVolumeClaim:
    claimName: {{ .Values.delta.existingClaim | quote }}
{{- end }}
{{- end }}

{{/* What every pod has: a list of the root context, the component, and its values. */}}
{{- define "headwater.pod" -}}
{{- $root := index . 0 }}{{ $component := index . 1 }}{{ $values := index . 2 -}}
serviceAccountName: {{ include "headwater.serviceAccountName" $root }}
automountServiceAccountToken: false
# Services named HEADWATER-… would look like settings
enableServiceLinks: false
terminationGracePeriodSeconds: {{ int $root.Values.terminationGracePeriodSeconds }}
securityContext:
  {{- toYaml $root.Values.podSecurityContext | nindent 2 }}
{{- with $root.Values.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- if $root.Values.topologySpread.enabled }}
topologySpreadConstraints:
  {{- range $root.Values.topologySpread.topologyKeys }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: {{ $root.Values.topologySpread.whenUnsatisfiable }}
    labelSelector:
      matchLabels:
        {{- include "headwater.selector" $root | nindent 8 }}
        app.kubernetes.io/component: {{ $component }}
  {{- end }}
{{- end }}
{{- with $values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Labels and annotations of a pod: as above. */}}
{{- define "headwater.podMetadata" -}}
{{- $root := index . 0 }}{{ $component := index . 1 }}{{ $values := index . 2 -}}
labels:
  {{- include "headwater.labels" $root | nindent 2 }}
  app.kubernetes.io/component: {{ $component }}
  {{- if $root.Values.azure.workloadIdentity.enabled }}
  azure.workload.identity/use: "true"
  {{- end }}
  {{- with $values.podLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
annotations:
  # New settings need new processes
  checksum/settings: {{ include (print $root.Template.BasePath "/configmap.yaml") $root | sha256sum }}
  {{- with $values.podAnnotations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
