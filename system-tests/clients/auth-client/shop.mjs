// Somebody's own site, on an origin of its own.
import { createServer } from 'node:http';

/**
 * @param body of its one page
 * @returns its origin; `put` writes a line into the head of its page, unchanged
 */
export const openShop = async (body = '<h1>Tea</h1>') => {
  let line = '';
  const server = createServer((_, answer) => {
    answer.setHeader('Content-Type', 'text/html');
    answer.end(`<!doctype html><html lang="en"><head><title>Vale Teas</title>${line}</head><body>${body}</body></html>`);
  });
  await new Promise((done) => server.listen(0, 'localhost', done));
  return {
    origin: `http://localhost:${server.address().port}`,
    put: (text) => {
      line = text;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
