import { Problem } from './client';

interface UploadOptions {
  /** Sent again with the same key, it is done once. */
  idempotencyKey?: string;
  /** Receives the share that has been sent, 0 to 1: `fetch` cannot tell. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
  /** After how many milliseconds it is given up; never by default, since a large file takes its time. */
  timeoutMs?: number;
}

/**
 * Sends a form with a file.
 * @throws Problem on a refusal; TypeError if there was no answer; TimeoutError if it did not come in time;
 * AbortError if the signal ended it.
 */
export function upload<Answer>(path: string, form: FormData, options: UploadOptions = {}): Promise<Answer> {
  const { idempotencyKey, onProgress, signal, timeoutMs = 0 } = options;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.timeout = timeoutMs;
    request.setRequestHeader('Accept', 'application/json, application/problem+json');
    if (idempotencyKey) request.setRequestHeader('Idempotency-Key', idempotencyKey);
    request.upload.onprogress = ({ lengthComputable, loaded, total }) =>
      onProgress?.(lengthComputable && total > 0 ? loaded / total : 0);
    request.onload = () => {
      const { status, responseText } = request;
      const told = parsed(responseText);
      if (status >= 200 && status < 300 && told !== undefined) resolve(told as Answer);
      else reject(new Problem(`POST ${path}`, { status } as Response, told ?? {}));
    };
    request.onerror = () => reject(new TypeError(`There was no answer to POST ${path}.`));
    request.ontimeout = () => reject(new DOMException('There was no answer in time.', 'TimeoutError'));
    request.onabort = () => reject(new DOMException('The upload was stopped.', 'AbortError'));
    if (signal?.aborted) return reject(new DOMException('The upload was stopped.', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

function parsed(text: string): object | undefined {
  try {
    const told: unknown = JSON.parse(text);
    return typeof told === 'object' && told !== null ? told : undefined;
  } catch {
    // A proxy in between may answer with anything.
    return undefined;
  }
}
