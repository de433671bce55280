import { answerOf, type Schemas } from '@crow/api';
import { Choice, Field, useToast } from '@crow/ui-kit';
import { useId, useRef, useState } from 'react';
import { api } from '../api';
import { faultOf } from '../parts/fault';
import { words } from '../words';
import { withScheme } from './address';
import type { StepProps } from './page';
import { draftOf, onVersion, skip, useChange } from './state';
import { StepForm } from './step-form';

const text = words.setUp.products;
const LARGEST = 10 * 1024 * 1024;

const isJson = (file: File) => /\.(json|ndjson|jsonl)$/i.test(file.name);

const contentType = (file: File) => {
  if (/\.(ndjson|jsonl)$/i.test(file.name)) {
    return 'application/x-ndjson';
  }
  return isJson(file) ? 'application/json' : 'text/csv';
};

/** The file itself is the body. */
const importFile = (file: File) =>
  answerOf(
    api.POST('/api/v1/products/imports', {
      body: file as never,
      bodySerializer: (body: unknown) => body as BodyInit,
      headers: { 'Content-Type': contentType(file) },
    } as never),
  );

export const ProductsStep = ({ state, goOn }: StepProps) => {
  const toast = useToast();
  const id = useId();
  const draft = draftOf<Schemas['DraftsProducts']>(state, 'products');
  const [from, setFrom] = useState<'url' | 'file'>(draft && draft.sourceType !== 'url' ? 'file' : 'url');
  const [address, setAddress] = useState(draft?.sourceType === 'url' ? draft.sourceValue : '');
  const [file, setFile] = useState<File>();
  const [fault, setFault] = useState<string>();
  // A repeated attempt to save does not begin to read the same catalogue again.
  const begun = useRef<string>(undefined);
  const { send, busy, problem } = useChange(
    async (base) => {
      const source = from === 'url' ? withScheme(address) : (file?.name ?? '');
      if (begun.current !== `${from} ${source}`) {
        if (from === 'url') {
          await api.POST('/api/v1/products/discoveries', { body: { url: source } });
        } else if (file) {
          await importFile(file);
        }
        begun.current = `${from} ${source}`;
      }
      return answerOf(
        api.PUT('/api/v1/auth/onboarding/steps/products', {
          params: onVersion(base),
          body: {
            sourceType: from === 'url' ? 'url' : file && isJson(file) ? 'json' : 'csv',
            sourceValue: source,
          },
        }),
      );
    },
    () => {
      toast(text.begun);
      goOn();
    },
  );
  const leaveOut = useChange((base) => skip(base, 'products'), goOn);
  return (
    <StepForm
      title={text.title}
      text={text.text}
      problem={problem ?? leaveOut.problem}
      fields={['url']}
      busy={busy}
      send={() => {
        const wrong = from === 'file' ? faultOfFile(file) : undefined;
        setFault(wrong);
        if (!wrong) {
          send();
        }
      }}
      skip={draft ? undefined : draft === null ? goOn : () => leaveOut.send()}
    >
      <fieldset>
        <legend className="kit-label">{text.from}</legend>
        <div className="kit-choices">
          <Choice name="from" checked={from === 'url'} onChange={() => setFrom('url')}>
            {text.url}
          </Choice>
          <Choice name="from" checked={from === 'file'} onChange={() => setFrom('file')}>
            {text.file}
          </Choice>
        </div>
      </fieldset>
      {from === 'url' ? (
        <Field
          label={text.address}
          hint={text.addressHint}
          inputMode="url"
          autoComplete="url"
          placeholder="https://shop.example"
          required
          maxLength={2000}
          value={address}
          onChange={(event) => setAddress(event.target.value)}
          fault={faultOf(problem, 'url')}
        />
      ) : (
        <Field
          key={id}
          label={text.upload}
          type="file"
          accept=".csv,.tsv,.json,.ndjson,.jsonl,text/csv,application/json"
          onChange={(event) => setFile(event.target.files?.[0])}
          fault={fault}
        />
      )}
    </StepForm>
  );
};

const faultOfFile = (file: File | undefined): string | undefined => {
  if (!file) {
    return text.choose;
  }
  return file.size > LARGEST ? text.tooLarge : undefined;
};
