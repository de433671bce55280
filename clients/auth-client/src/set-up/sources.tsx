import { answerOf, type Schemas } from '@crow/api';
import { Button, Field } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api';
import { siteKey } from '../kept';
import { Fault, faultOf } from '../parts/fault';
import { Snippet } from '../parts/snippet';
import { useSend } from '../send';
import { sessionQuery } from '../session';
import { words } from '../words';
import { originOf } from './address';
import { FirstEvent } from './first-event';
import { earlierKey, makeKey, renewKey, snippetOf } from './keys';
import { useLive } from './live';
import type { StepProps } from './page';
import { draftOf, onVersion, skip, useChange } from './state';
import { StepForm } from './step-form';

const text = words.setUp.sources;

/** Gets one line into a page of the customer's, and waits until it works. */
export const SourcesStep = ({ state, goOn }: StepProps) => {
  const organization = useQuery(sessionQuery).data?.organizationId ?? '';
  const [key, setKey] = useState(() => siteKey(organization).get());
  const live = useLive(true);
  const arrived = live.first !== undefined || live.before;
  const known = (made: string) => {
    siteKey(organization).set(made);
    setKey(made);
  };
  const { send, busy, problem } = useChange(
    (from) =>
      answerOf(
        api.PUT('/api/v1/auth/onboarding/steps/sources', {
          params: onVersion(from),
          body: { types: ['web'] },
        }),
      ),
    goOn,
  );
  const leaveOut = useChange((from) => skip(from, 'sources'), goOn);
  const answered = draftOf(state, 'sources') !== undefined;
  const later = key ? () => send() : answered ? goOn : () => leaveOut.send();
  return (
    <StepForm
      title={text.title}
      text={text.text}
      problem={problem ?? leaveOut.problem}
      busy={busy || leaveOut.busy}
      send={send}
      disabled={!arrived}
      skip={arrived ? undefined : later}
    >
      {key ? (
        <Snippet label={text.snippet} text={snippetOf(key)} />
      ) : (
        <MakeKey made={known} site={siteOf(draftOf<Schemas['DraftsProducts']>(state, 'products'))} />
      )}
      <FirstEvent live={live} />
      {!arrived && (
        <p className="small">
          {text.none}{' '}
          <a href="/auth/try" target="_blank" rel="noopener">
            {text.tryPage}
          </a>
          . {text.tryNote}
        </p>
      )}
    </StepForm>
  );
};

const siteOf = (products: Schemas['DraftsProducts'] | null | undefined): string =>
  (products?.sourceType === 'url' && originOf(products.sourceValue)) || '';

/** Stands in a form, so it has none of its own: its button sends nothing but its own field. */
const MakeKey = ({ made, site }: { made: (key: string) => void; site: string }) => {
  const [address, setAddress] = useState(site);
  const [invalid, setInvalid] = useState(false);
  const earlier = useQuery({ queryKey: ['site-key'], queryFn: earlierKey });
  const make = useSend(makeKey, made);
  const renew = useSend(renewKey, made);
  const { data: existing } = earlier;
  if (existing) {
    return (
      <div className="form">
        <p>{text.lost}</p>
        <Fault problem={renew.problem} />
        <div>
          <Button look="quiet" busy={renew.busy} onClick={() => renew.send(existing.id)}>
            {text.again}
          </Button>
        </div>
      </div>
    );
  }
  const send = () => {
    const origin = originOf(address);
    setInvalid(origin === undefined);
    if (origin) {
      make.send(origin);
    }
  };
  return (
    <div className="form">
      <Fault problem={make.problem} fields={['allowedOrigins']} />
      <Field
        label={text.site}
        hint={text.siteHint}
        inputMode="url"
        autoComplete="url"
        placeholder="https://shop.example"
        value={address}
        onChange={(event) => setAddress(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            send();
          }
        }}
        fault={invalid ? text.siteHint : faultOf(make.problem, 'allowedOrigins')}
      />
      <div>
        <Button busy={make.busy} onClick={send}>
          {text.make}
        </Button>
      </div>
    </div>
  );
};
