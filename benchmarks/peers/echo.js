// The echo server on Node's net module: `node echo.js PORT`. Prints `ready HOST:PORT` once it listens.
'use strict';

const net = require('node:net');

const server = net.createServer({ noDelay: true }, (socket) => {
  socket.on('error', (error) => console.error(`connection lost: ${error.message}`));
  socket.pipe(socket);
});

server.listen({ host: '127.0.0.1', port: Number(process.argv[2]), backlog: 1024 }, () => {
  const { address, port } = server.address();
  console.log(`ready ${address}:${port}`);
});
