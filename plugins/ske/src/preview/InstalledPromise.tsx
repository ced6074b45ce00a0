import { Select } from '@backstage/ui';
import { useMemo } from 'react';
import { usePromises } from '../requests/data/usePromises';
import { useWords } from '../words';
import { toYamlText } from '../yaml';

/** Fills the editor with an installed Promise. The component renders nothing while there is no Promise to choose. */
export function InstalledPromise(props: { onText(text: string): void }) {
  const t = useWords();
  const { promises } = usePromises();
  const options = useMemo(
    () =>
      promises.items.map(({ metadata: { name } }) => ({
        value: name,
        label: name,
      })),
    [promises.items],
  );
  if (options.length === 0) {
    return null;
  }
  const choose = (name: unknown) => {
    const promise = promises.items.find(
      ({ metadata }) => metadata.name === name,
    );
    if (promise) {
      const { status: _, ...rest } = promise;
      props.onText(toYamlText(rest));
    }
  };
  return (
    <Select
      size="small"
      aria-label={t('preview.installed')}
      placeholder={t('preview.installed')}
      options={options}
      value={null}
      onChange={choose}
    />
  );
}
