// What Headwater runs on, in one resource group: identity, AKS, container registry, ADLS Gen2, Event Hubs, and who may do what.
// docs/azure/README.md walks through it.
//
//   ./headwater topics plan --bicep-parameters --headwater.kafka.profile=event-hubs --headwater.topics.partitions=8 > topics.json
//   az deployment group create --resource-group plant --template-file docs/azure/main.bicep \
//     --parameters @topics.json --parameters prefix=plant
//
// Written against Microsoft's reference; neither compiled nor deployed by us.

@description('Begins the names of all resources; letters and digits only, as storage and registry allow no more.')
@minLength(3)
@maxLength(12)
param prefix string

param location string = resourceGroup().location

@description('The topics, as ./headwater topics plan --bicep-parameters prints them.')
param topics array

@description('Processing units of Event Hubs.')
param processingUnits int = 1

@description('Kubernetes namespace and service account that the chart is installed with.')
param kubernetesNamespace string = 'headwater'
param serviceAccount string = 'headwater'

@description('Nodes for the pods, and their size. Memory limits of two pods with a sidecar sink sum up to 6 GB.')
param nodeCount int = 3
param nodeSize string = 'Standard_D4s_v5'

@description('Object ids of the Entra groups whose members administer the cluster.')
param adminGroups array

var suffix = uniqueString(resourceGroup().id)

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${prefix}-headwater'
  location: location
}

module cluster 'modules/aks.bicep' = {
  name: 'cluster'
  params: {
    name: '${prefix}-aks'
    registryName: '${prefix}${suffix}'
    location: location
    nodeCount: nodeCount
    nodeSize: nodeSize
    adminGroups: adminGroups
  }
}

// A token of the pods' service account is as good as this identity's own
resource federation 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {
  parent: identity
  name: 'aks'
  properties: {
    issuer: cluster.outputs.oidcIssuer
    subject: 'system:serviceaccount:${kubernetesNamespace}:${serviceAccount}'
    audiences: ['api://AzureADTokenExchange']
  }
}

module lake 'modules/lake.bicep' = {
  name: 'lake'
  params: {
    name: '${prefix}lake${suffix}'
    location: location
    principalId: identity.properties.principalId
  }
}

module eventHubs 'event-hubs.bicep' = {
  name: 'event-hubs'
  params: {
    namespaceName: '${prefix}-${suffix}'
    location: location
    processingUnits: processingUnits
    topics: topics
    principalId: identity.properties.principalId
  }
}

@description('The chart: kafka.bootstrapServers')
output bootstrapServers string = eventHubs.outputs.bootstrapServers

@description('The chart: delta.basePath')
output basePath string = '${lake.outputs.containerUri}/tables'

@description('The chart: azure.workloadIdentity.clientId')
output clientId string = identity.properties.clientId

@description('The chart: azure.workloadIdentity.tenantId')
output tenantId string = identity.properties.tenantId

@description('Where images are pushed to')
output registry string = cluster.outputs.registry

output clusterName string = cluster.outputs.name
