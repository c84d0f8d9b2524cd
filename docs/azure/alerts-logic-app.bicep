// A Logic App (Consumption) that takes Headwater's alerts, each once, and hands them on.
// docs/alerting.md walks through it.

@description('Where the flow hands alerts on to, such as the incoming webhook of a chat.')
@secure()
param notifyUrl string

@description('Name of the Logic App.')
param name string = 'headwater-alerts'

@description('Name of the storage account whose table remembers the alerts.')
param storageAccountName string = 'hwalerts${uniqueString(resourceGroup().id)}'

param location string = resourceGroup().location

var tableName = 'alertsseen'
var storageTableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'

resource storage 'Microsoft.Storage/storageAccounts@2023-01-01' = {
  name: storageAccountName
  location: location
  sku: {
    name: 'Standard_LRS'
  }
  kind: 'StorageV2'
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    minimumTlsVersion: 'TLS1_2'
  }
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices@2023-01-01' = {
  parent: storage
  name: 'default'
}

resource seen 'Microsoft.Storage/storageAccounts/tableServices/tables@2023-01-01' = {
  parent: tables
  name: tableName
}

resource flow 'Microsoft.Logic/workflows@2019-05-01' = {
  name: name
  location: location
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    state: 'Enabled'
    definition: loadJsonContent('alerts-logic-app.workflow.json')
    parameters: {
      tableUrl: {
        value: '${storage.properties.primaryEndpoints.table}${tableName}'
      }
      notifyUrl: {
        value: notifyUrl
      }
    }
  }
}

resource mayRemember 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, name, storageTableDataContributor)
  properties: {
    principalId: flow.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageTableDataContributor)
  }
}
