import { answerOf, type Schemas } from '@crow/api';
import { Field, Select } from '@crow/ui-kit';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api';
import { faultOf } from '../parts/fault';
import { sessionQuery } from '../session';
import { words } from '../words';
import type { StepProps } from './page';
import { draftOf, onVersion, useChange } from './state';
import { StepForm } from './step-form';

const text = words.setUp.organization;
const SIZES = Object.entries(text.sizes).map(([value, label]) => ({ value, label }));

/** Founds the organization; what was given cannot be changed here afterwards. */
export const OrganizationStep = ({ state, goOn }: StepProps) => {
  const queries = useQueryClient();
  const draft = draftOf<Schemas['DraftsOrganization']>(state, 'organization');
  const founded = draft !== undefined && draft !== null;
  const [name, setName] = useState(draft?.name ?? '');
  const [industry, setIndustry] = useState(draft?.industry ?? '');
  const [size, setSize] = useState<string>(draft?.size ?? '');
  const { send, busy, problem } = useChange(
    (from) =>
      answerOf(
        api.PUT('/api/v1/auth/onboarding/steps/organization', {
          params: onVersion(from),
          body: { name, ...(industry.trim() && { industry }), ...(size && { size }) },
        }),
      ),
    () => {
      // The founder may do more now.
      queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      goOn();
    },
  );
  return (
    <StepForm
      title={text.title}
      text={founded ? text.founded : text.text}
      problem={problem}
      fields={['name', 'industry', 'size']}
      busy={busy}
      send={founded ? goOn : send}
    >
      <Field
        label={text.name}
        autoComplete="organization"
        required
        maxLength={200}
        readOnly={founded}
        value={name}
        onChange={(event) => setName(event.target.value)}
        fault={faultOf(problem, 'name')}
      />
      <Field
        label={text.industry}
        hint={words.setUp.profile.optional}
        maxLength={120}
        readOnly={founded}
        value={industry}
        onChange={(event) => setIndustry(event.target.value)}
        fault={faultOf(problem, 'industry')}
      />
      <Select
        label={text.size}
        options={SIZES}
        disabled={founded}
        value={size}
        onChange={(event) => setSize(event.target.value)}
        fault={faultOf(problem, 'size')}
      />
    </StepForm>
  );
};
