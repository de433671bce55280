import { csrfToken, Problem } from '@crow/api';

/**
 * Sends a file as the body of a PUT and tells how much of it has left, which `fetch` cannot.
 *
 * @param onSent with the part that was sent, from 0 to 1
 * @throws Problem if it is refused, or CROW cannot be reached
 */
export const putFile = (
  path: string,
  file: Blob,
  type: string,
  onSent: (part: number) => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', path);
    request.setRequestHeader('Content-Type', type);
    const token = csrfToken(document.cookie);
    if (token) {
      request.setRequestHeader('X-CSRF-Token', token);
    }
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(Problem.offline());
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        onSent(1);
        resolve();
      } else {
        Problem.of(new Response(request.responseText, { status: request.status })).then(reject, reject);
      }
    };
    request.send(file);
  });
