import { answerOf, type Schemas } from '@crow/api';
import { Field } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api';
import { faultOf } from '../parts/fault';
import { sessionQuery } from '../session';
import { words } from '../words';
import type { StepProps } from './page';
import { draftOf, onVersion, useChange } from './state';
import { StepForm } from './step-form';

const text = words.setUp.profile;

export const ProfileStep = ({ state, goOn }: StepProps) => {
  const draft = draftOf<Schemas['DraftsProfile']>(state, 'profile');
  const session = useQuery(sessionQuery).data;
  const [name, setName] = useState(draft?.name ?? session?.user.name ?? '');
  const [jobTitle, setJobTitle] = useState(draft?.jobTitle ?? '');
  const [phone, setPhone] = useState(draft?.phone ?? '');
  // Once the organization exists, names belong to people's profiles.
  const fixed =
    session?.onboarding !== 'pending' && draft !== undefined && draftOf(state, 'organization') !== undefined;
  const { send, busy, problem } = useChange(
    (from) =>
      answerOf(
        api.PUT('/api/v1/auth/onboarding/steps/profile', {
          params: onVersion(from),
          body: { name, ...(jobTitle.trim() && { jobTitle }), ...(phone.trim() && { phone }) },
        }),
      ),
    goOn,
  );
  return (
    <StepForm
      title={text.title}
      text={text.text}
      problem={problem}
      fields={['name', 'phone', 'jobTitle']}
      busy={busy}
      send={fixed ? goOn : send}
    >
      <Field
        label={words.fields.name}
        autoComplete="name"
        required
        maxLength={255}
        readOnly={fixed}
        value={name}
        onChange={(event) => setName(event.target.value)}
        fault={faultOf(problem, 'name')}
      />
      <Field
        label={text.jobTitle}
        hint={text.optional}
        autoComplete="organization-title"
        maxLength={120}
        readOnly={fixed}
        value={jobTitle}
        onChange={(event) => setJobTitle(event.target.value)}
        fault={faultOf(problem, 'jobTitle')}
      />
      <Field
        label={text.phone}
        hint={text.optional}
        type="tel"
        autoComplete="tel"
        maxLength={40}
        readOnly={fixed}
        value={phone}
        onChange={(event) => setPhone(event.target.value)}
        fault={faultOf(problem, 'phone')}
      />
    </StepForm>
  );
};
