// The Event Hubs namespace of Headwater: Premium, an event hub for each topic of the plan, and the rights of its identity.
//
//   ./headwater topics plan --bicep-parameters --headwater.kafka.profile=event-hubs --headwater.topics.partitions=8 > topics.json
//   az deployment group create --resource-group plant --template-file docs/azure/event-hubs.bicep \
//     --parameters @topics.json --parameters namespaceName=plant principalId=OBJECT_ID
//
// 2024-05-01-preview is the first version that knows whose time a record has (messageTimestampDescription).

@description('Name of the namespace; the broker is NAME.servicebus.windows.net:9093.')
param namespaceName string

param location string = resourceGroup().location

@description('Processing units; each has room for 100 event hubs and 200 partitions.')
@allowed([1, 2, 4, 6, 8, 10, 12, 16])
param processingUnits int = 1

@description('The topics, as ./headwater topics plan --bicep-parameters prints them.')
param topics eventHub[]

@description('Object id of the managed identity that stream and sink run under; empty when they sign in with a connection string.')
param principalId string = ''

@description('Whether connection strings work at all. Turn it off where Entra ID signs in.')
param localAuth bool = empty(principalId)

type eventHub = {
  name: string
  @minValue(1)
  partitions: int
  retention: {
    cleanupPolicy: 'Delete' | 'Compact' | 'DeleteOrCompact'
    @minValue(1)
    retentionTimeInHours: int?
    tombstoneRetentionTimeInHours: int?
  }
  timestampType: 'Create' | 'LogAppend'
}

// Azure Event Hubs Data Owner: Kafka Streams manages, sends and listens on the whole namespace
var dataOwner = 'f526a384-b230-433a-b45c-95f59c4a2dec'

resource namespace 'Microsoft.EventHub/namespaces@2024-05-01-preview' = {
  name: namespaceName
  location: location
  sku: {
    name: 'Premium'
    tier: 'Premium'
    capacity: processingUnits
  }
  properties: {
    minimumTlsVersion: '1.2'
    disableLocalAuth: !localAuth
  }
}

// One after the other: a namespace takes few management requests a second
@batchSize(1)
resource hubs 'Microsoft.EventHub/namespaces/eventhubs@2024-05-01-preview' = [for topic in topics: {
  parent: namespace
  name: topic.name
  properties: {
    partitionCount: topic.partitions
    retentionDescription: topic.retention
    messageTimestampDescription: {
      timestampType: topic.timestampType
    }
  }
}]

resource mayDoAll 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(principalId)) {
  name: guid(namespace.id, principalId, dataOwner)
  scope: namespace
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataOwner)
  }
}

// The connection string of this one, with all three rights, is what headwater.kafka.event-hubs.connection-string takes
resource rule 'Microsoft.EventHub/namespaces/authorizationRules@2024-05-01-preview' = if (localAuth) {
  parent: namespace
  name: 'headwater'
  properties: {
    rights: ['Manage', 'Send', 'Listen']
  }
}

@description('headwater.kafka.bootstrap-servers')
output bootstrapServers string = '${namespaceName}.servicebus.windows.net:9093'
