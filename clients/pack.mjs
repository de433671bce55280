// Packs a built site the way the gateway serves it: its files beside their compressed forms, and a list of them.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** All files below a folder by their names in it. */
export const filesIn = (folder) =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .map((file) => [relative(folder, file), readFileSync(file)]),
  );

/**
 * @param files contents by name
 * @param out a folder, made anew
 * @param isFilled whether the gateway puts something into a file when it is served
 * @param isFirst whether the first page waits for a file, of which there may be `budget` bytes after gzip
 */
export const packSite = (files, out, { name: site, budget, isFilled = () => false, isFirst }) => {
  rmSync(out, { recursive: true, force: true });
  // One line a file: its path, its digest, and how it is compressed; what serves them reads this and nothing else.
  const lines = [];
  let first = 0;
  for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const write = (ending, bytes) => {
      const file = join(out, 'files', name + ending);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    };
    write('', content);
    const filled = isFilled(content);
    const encodings = [];
    if (!filled && content.length > 600) {
      const gzip = gzipSync(content, { level: 9 });
      const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
      write('.gz', gzip);
      write('.br', brotli);
      encodings.push('br', 'gz');
      first += isFirst(name) ? gzip.length : 0;
    }
    const digest = createHash('sha256').update(content).digest('base64url').slice(0, 22);
    lines.push([name, digest, filled ? 'filled' : encodings.join(',') || 'plain'].join('\t'));
  }
  writeFileSync(join(out, 'files.tsv'), `${lines.join('\n')}\n`);
  const kilobytes = (bytes) => (bytes / 1024).toFixed(1);
  console.log(
    `${site}: ${lines.length} files, ${kilobytes(first)} KB of script and style (gzip), at most ${budget / 1024}`,
  );
  if (first > budget) {
    console.error(`The ${site} is larger than its budget.`);
    process.exit(1);
  }
};
