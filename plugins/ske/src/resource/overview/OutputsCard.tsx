import { looksSecret } from '@kratix-portal/plugin-ske-common';
import { Text } from '@backstage/ui';
import { useMemo } from 'react';
import { SectionCard } from '../../parts';
import { textAt } from '../../values';
import { useWords } from '../../words';
import { FieldTree, readOutputs, SecretValue } from '../fields';
import type { TabProps } from '../request/TabProps';

/** Messages that Kratix writes itself; they say less than the header. */
const KRATIX_MESSAGES = new Set(['Pending', 'Resource requested']);

/** Connection details, links and everything else that the pipelines wrote into the status. */
export function OutputsCard({ object }: TabProps) {
  const t = useWords();
  const outputs = useMemo(() => readOutputs(object.status), [object.status]);
  const written = textAt(object.status, 'message');
  const message =
    written !== undefined && !KRATIX_MESSAGES.has(written)
      ? written
      : undefined;
  return (
    <SectionCard title={t('resource.outputs.title')}>
      {message !== undefined && <Message text={message} />}
      {outputs.length > 0 ? (
        <FieldTree fields={outputs} />
      ) : (
        <Text as="p" color="secondary">
          {t('resource.outputs.none')}
        </Text>
      )}
    </SectionCard>
  );
}

function Message({ text }: { text: string }) {
  const t = useWords();
  return looksSecret(text, ['message']) ? (
    <div>
      <SecretValue title={t('resource.outputs.message')} text={text} />
    </div>
  ) : (
    <Text as="p">{text}</Text>
  );
}
