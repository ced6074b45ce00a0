import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { useState, type ReactNode } from 'react';
import type { KubernetesObject } from '../live';
import { useWords } from '../words';
import { Failure } from './ActionResult';
import { ConfirmDialog } from './ConfirmDialog';
import type { ActionSender } from './useAction';

/**
 * Asks for the name of an object before it is deleted. The dialog deletes only the object that the user saw when it was opened: if another object takes
 * the name in the meantime, that object is not deleted.
 *
 * Render the dialog only while it is open.
 */
export function DeleteDialog(props: {
  resourceRef: ResourceRef;
  /** The object as it is now. */
  object: KubernetesObject;
  sender: ActionSender;
  onClose(): void;
  /** Lists what is deleted together with the object. */
  children(confirmed: KubernetesObject): ReactNode;
}) {
  const { resourceRef, object, sender, onClose } = props;
  const t = useWords();
  const [first] = useState(object);
  const isReplaced = object.metadata.uid !== first.metadata.uid;
  const { kind, name } = resourceRef;
  return (
    <ConfirmDialog
      title={t('actions.delete.title', { kind, name })}
      expected={name}
      confirm={t('actions.name.delete')}
      isBusy={sender.busy !== undefined}
      obstacle={isReplaced ? t('actions.delete.replaced', { name }) : undefined}
      onConfirm={async () => {
        if (await sender.send({ name: 'delete' })) {
          onClose();
        }
      }}
      onClose={onClose}
    >
      {props.children(isReplaced ? first : object)}
      {sender.failed && (
        <Failure resourceRef={resourceRef} failed={sender.failed} />
      )}
    </ConfirmDialog>
  );
}
