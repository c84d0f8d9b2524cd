// Azurite's blob service, which ends with the process that started it: that keeps its standard input open.
process.stdin.on('end', () => process.exit(0)).resume();
require('azurite/dist/src/blob/main.js');
