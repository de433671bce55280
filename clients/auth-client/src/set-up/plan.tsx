import { answerOf, type Schemas } from '@crow/api';
import { Check, Choice } from '@crow/ui-kit';
import { useState } from 'react';
import { api } from '../api';
import { usePrices } from '../prices';
import { words } from '../words';
import type { StepProps } from './page';
import { draftOf, onVersion, useChange } from './state';
import { StepForm } from './step-form';

const text = words.setUp.plan;
const CHANNELS = ['web', 'social', 'cctv'] as const;
const NOTES = { web: text.webText, social: text.socialText, cctv: text.cctvText };

export const PlanStep = ({ state, goOn }: StepProps) => {
  const draft = draftOf<Schemas['DraftsPlan']>(state, 'plan');
  const [modules, setModules] = useState(draft?.modules ?? { web: true, social: false, cctv: false });
  const [billingPeriod, setPeriod] = useState(draft?.billingPeriod ?? 'monthly');
  const [payAsYouGo, setMore] = useState(draft?.payAsYouGo ?? false);
  const prices = usePrices();
  const { send, busy, problem } = useChange(
    (from) =>
      answerOf(
        api.PUT('/api/v1/auth/onboarding/steps/plan', {
          params: onVersion(from),
          body: { modules, payAsYouGo, billingPeriod },
        }),
      ),
    goOn,
  );
  const none = !CHANNELS.some((channel) => modules[channel]);
  return (
    <StepForm title={text.title} text={text.text} problem={problem} busy={busy} send={send} disabled={none}>
      <fieldset className="channels">
        <legend className="kit-hidden">{words.setUp.steps.plan}</legend>
        {CHANNELS.map((channel) => (
          <div key={channel} className="channel">
            <Check
              checked={modules[channel]}
              onChange={(event) => setModules({ ...modules, [channel]: event.target.checked })}
            >
              <strong>{text[channel]}</strong>
            </Check>
            <p className="small">{NOTES[channel]}</p>
            <Costs price={prices?.of(channel, billingPeriod)} />
          </div>
        ))}
      </fieldset>
      <p className="kit-fault" aria-live="polite">
        {none && text.least}
      </p>
      {prices && (
        <>
          <fieldset>
            <legend className="kit-label">{text.billing}</legend>
            <div className="kit-choices">
              {(['monthly', 'annual'] as const).map((period) => (
                <Choice
                  key={period}
                  name="period"
                  checked={billingPeriod === period}
                  onChange={() => setPeriod(period)}
                >
                  {text[period]}
                </Choice>
              ))}
            </div>
          </fieldset>
          <Check checked={payAsYouGo} onChange={(event) => setMore(event.target.checked)}>
            {text.more}
          </Check>
        </>
      )}
    </StepForm>
  );
};

const Costs = ({ price }: { price: string | undefined }) =>
  price === undefined ? null : <p className="small">{text.perMonth(price)}</p>;
