import type { Watcher } from './capturing';

const FILE =
  /\.(pdf|zip|gz|7z|rar|tar|docx?|xlsx?|pptx?|odt|ods|csv|txt|epub|mp3|mp4|mov|dmg|exe|msi|apk|iso)$/i;

/** Files somebody fetched by a link. */
export const downloads: Watcher = (host) => {
  host.listen(
    window,
    'click',
    (event) => {
      const link = host.elements.target(event)?.closest('a');
      if (link?.href && event.isTrusted && (link.hasAttribute('download') || FILE.test(link.pathname))) {
        const file = link.download || (link.pathname.split('/').pop() ?? '');
        host.crow.track('download', { file: decodeURIComponent(file), host: link.host });
      }
    },
    true,
  );
};
