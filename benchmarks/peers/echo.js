// The echo server on Node's net module, or over TLS on its tls module: `node echo.js PORT [CERTIFICATE KEY]`. Prints
// `ready HOST:PORT` once it listens.
'use strict';

const fs = require('node:fs');
const net = require('node:net');
const tls = require('node:tls');

const [port, certificate, key] = process.argv.slice(2);

const echo = (socket) => {
  socket.on('error', (error) => console.error(`connection lost: ${error.message}`));
  socket.pipe(socket);
};

const server = certificate
  ? tls.createServer({ noDelay: true, cert: fs.readFileSync(certificate), key: fs.readFileSync(key) }, echo)
  : net.createServer({ noDelay: true }, echo);

server.listen({ host: '127.0.0.1', port: Number(port), backlog: 1024 }, () => {
  const { address, port } = server.address();
  console.log(`ready ${address}:${port}`);
});
