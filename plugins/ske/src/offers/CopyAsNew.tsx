import { Button } from '@backstage/ui';
import { useNavigate } from 'react-router-dom';
import { useWhoAmI, type KubernetesObject } from '../live';
import { useLinks } from '../routes';
import { useWords } from '../words';

/** Opens the form of a new request with the values of this request. */
export function CopyAsNew(props: {
  object: KubernetesObject;
  /** Undefined while the target is read. The button already takes its space, so that the other buttons do not move. */
  promise: KubernetesObject | undefined;
}) {
  const { object, promise } = props;
  const t = useWords();
  const links = useLinks();
  const navigate = useNavigate();
  const user = useWhoAmI().value?.backstageUser;
  const copy = async () => {
    if (!promise || user === undefined) {
      return;
    }
    // The generator of forms is loaded on demand, because it is large and few users copy a request.
    const { toCopyState } = await import('./copyTarget');
    navigate(links.newRequest(promise.metadata.name), {
      state: toCopyState(object, promise, user),
    });
  };
  return (
    <Button
      size="small"
      variant="secondary"
      isDisabled={!promise || user === undefined}
      onPress={copy}
    >
      {t('newRequest.copy')}
    </Button>
  );
}
