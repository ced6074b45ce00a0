import { Text } from '@backstage/ui';
import { useWords } from '../words';

/** Names the fields of an object that the form cannot show. */
export function HiddenFields({ fields }: { fields: readonly string[] }) {
  const t = useWords();
  return fields.length === 0 ? null : (
    <Text as="p" variant="body-small" color="secondary">
      {t('form.hidden', { count: fields.length, fields: fields.join(', ') })}
    </Text>
  );
}
