import { answerOf, type Schemas } from '@crow/api';
import { Button, Field, Select } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api';
import { useChange } from '../changes';
import { Form, faultOf } from '../parts/form';
import { Card } from '../parts/page';
import { Loaded } from '../parts/states';
import { organizationQuery } from '../queries';
import { say } from '../strings';
import { zonesWith } from './settings-profile';

export const OrganizationSettings = () => {
  const query = useQuery(organizationQuery);
  return (
    <Card title={say.settings.organization} className="narrow">
      <Loaded query={query}>{(organization) => <Organization given={organization} />}</Loaded>
    </Card>
  );
};

const TEXTS = ['name', 'industry', 'size', 'website'] as const;

const Organization = ({ given }: { given: Schemas['Organization'] }) => {
  const [texts, setTexts] = useState({
    name: given.name,
    industry: given.industry ?? '',
    size: given.size ?? '',
    website: given.website ?? '',
  });
  const [timeZone, setTimeZone] = useState(given.settings.timeZone ?? '');
  const [currency, setCurrency] = useState(given.settings.currency ?? '');
  const change = useChange(
    () =>
      answerOf(
        api.PATCH('/api/v1/organizations/me', {
          // The document does not say that null clears; the suite does.
          body: {
            name: texts.name.trim(),
            industry: texts.industry.trim() || null,
            size: texts.size.trim() || null,
            website: texts.website.trim() || null,
            settings: { ...(timeZone && { timeZone }), ...(currency && { currency }) },
          } as Schemas['OrganizationPatch'],
        }),
      ),
    { touches: [['organization']], done: say.common.saved },
  );
  return (
    <Form onSend={() => change.mutate(undefined)} error={change.error} fields={[...TEXTS, 'settings']}>
      {TEXTS.map((name) => (
        <Field
          key={name}
          label={say.settings.organizationTexts[name]}
          value={texts[name]}
          {...(name === 'size' && { placeholder: '11-50' })}
          {...(name === 'website' && { type: 'url', placeholder: 'https://shop.example' })}
          fault={faultOf(change.error, name)}
          onChange={({ target }) => setTexts({ ...texts, [name]: target.value })}
        />
      ))}
      <Select
        label={say.settings.timeZone}
        value={timeZone}
        options={[{ value: '', label: '–' }, ...zonesWith(timeZone)]}
        onChange={({ target }) => setTimeZone(target.value)}
      />
      <Field
        label={say.products.currency}
        value={currency}
        maxLength={3}
        placeholder="EUR"
        fault={faultOf(change.error, 'settings')}
        onChange={({ target }) => setCurrency(target.value.toUpperCase())}
      />
      <Button type="submit" busy={change.isPending}>
        {say.common.save}
      </Button>
    </Form>
  );
};
