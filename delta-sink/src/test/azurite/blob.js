// Azurite's blob service, which ends with the process that started it: that keeps its standard input open.
// It ends in good order either way, because it saves what it acknowledged only then and every five seconds.
process.on('SIGTERM', () => {}); // a second one must not end it before it has saved
process.stdin.on('end', () => process.emit('SIGTERM')).resume();
require('azurite/dist/src/blob/main.js');
