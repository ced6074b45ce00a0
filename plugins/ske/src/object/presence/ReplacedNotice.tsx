import { Button } from '@backstage/ui';
import { useNow, type KubernetesObject } from '../../live';
import { formatClock, ToneNotice, useLocale } from '../../parts';
import { useWords } from '../../words';

/** Says that the object on the page no longer exists, and that another object has the same name. */
export function ReplacedNotice(props: {
  object: KubernetesObject;
  /** Called when the user has seen the notice. */
  onAccept(): void;
}) {
  const { object, onAccept } = props;
  const t = useWords();
  const locale = useLocale();
  const now = useNow(5);
  const created = Date.parse(object.metadata.creationTimestamp ?? '');
  return (
    <ToneNotice
      tone="attention"
      actions={
        <Button size="small" variant="secondary" onPress={onAccept}>
          {t('object.replaced.accept')}
        </Button>
      }
    >
      {t('object.replaced.text', {
        kind: object.kind,
        time: formatClock(created, now, locale),
      })}
    </ToneNotice>
  );
}
