// Style sheets for sites that need no bundler.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { transformWithEsbuild } from 'vite';

/**
 * Puts several style sheets together, smaller, under a name that changes with them.
 *
 * @param files of a site, to which it is added
 * @param sheets paths, in the order of their rules
 * @returns its name
 */
export const addStyles = async (files, sheets) => {
  const text = sheets.map((sheet) => readFileSync(sheet, 'utf8')).join('\n');
  const { code } = await transformWithEsbuild(text, 'site.css', {
    loader: 'css',
    minify: true,
    target: 'chrome123',
  });
  const digest = createHash('sha256').update(code).digest('base64url').slice(0, 8).replace(/[_-]/g, '0');
  const name = `assets/site-${digest}.css`;
  files.set(name, Buffer.from(code));
  return name;
};
