/** The texts of `edit`. Each key starts with `edit.`. */
export const edit = {
  'edit.title': 'Specification',
  'edit.label': '{{kind}} {{name}} as YAML',
  'edit.nothingWritten':
    'The next step asks the cluster what would change. It writes nothing.',
  'edit.review': 'Review',
  'edit.discard': 'Discard my changes',
  'edit.noChange': 'You have not changed anything yet.',
  'edit.invalidYaml':
    'The text is not a valid object. The problems below the editor name the lines.',
  'edit.otherObject':
    'The text describes another object. Kind, name and namespace have to stay as they were.',
  'edit.asked_one':
    'A draft contains no secrets. Enter the value of {{fields}} again.',
  'edit.asked_other':
    'A draft contains no secrets. Enter the values of {{fields}} again.',
  'edit.asked.stop_one': 'Leave it as it is now',
  'edit.asked.stop_other': 'Leave them as they are now',
  'edit.asked.stopped': 'The values stay as they are now.',
  'edit.asked.first':
    'Enter the values that the draft does not contain, or leave them as they are now.',
  'edit.immutable': '{{field}} cannot be changed after it was set.',
  'edit.noRight': 'You do not have the right to change {{kind}} objects here.',
  'edit.deleting': 'The object is being deleted, so it cannot be changed.',
  'edit.deleted': 'The object was deleted, so it cannot be changed.',
  'edit.replaced':
    'The object that you have edited was deleted, and another object has its name. What you have typed stays here until you press OK above. Then the page offers it as a draft for the other object.',
  'edit.draftOfOther':
    'The draft is of an object with this name that was deleted.',
  'edit.fixed.kind':
    'The kind of an object cannot be changed. Request a new resource instead.',
  'edit.fixed.name':
    'Name and namespace of an object cannot be changed. Request a new resource instead.',
  'edit.live.title': 'Changed meanwhile',
  'edit.live.others':
    'The object has changed since you began, in fields that you have not changed. Both changes fit together.',
  'edit.live.conflicts_one':
    'You and the cluster have changed the same field to different values. The merge takes yours, unless you choose the other.',
  'edit.live.conflicts_other':
    'You and the cluster have changed {{count}} fields to different values. The merge takes yours, unless you choose the others.',
  'edit.live.merge': 'Merge into my edit',
  'edit.conflict':
    'Nothing was written, because the object has changed since you began. Merge the changes into your edit, then review it again.',
  'edit.lost.not-done':
    'No response arrived, and the object shows that nothing was changed. You can try again.',
  'edit.lost.unclear':
    'No response arrived, and the portal does not know whether the cluster has written the change. Look at the object before you try again.',
  'edit.left.saved': 'The changes to {{name}} are saved.',
  'edit.left.failed':
    'The changes to {{name}} were not saved. Open the edit page again to continue with the draft.',
  'edit.left.unclear':
    'The portal does not know whether the changes to {{name}} were saved. Open the page of {{name}} to check.',
  'edit.reviewTitle': 'Review your changes',
  'edit.accepted': 'The cluster would accept this change.',
  'edit.wouldNotChange': 'The cluster says that this would change nothing.',
  'edit.changes': 'What the cluster would change',
  'edit.change': 'Change',
  'edit.change.added': 'added',
  'edit.change.changed': 'changed',
  'edit.change.removed': 'removed',
  'edit.after': 'Then',
  'edit.moreChanges':
    'Not all changes may be listed here. The text below shows all of them.',
  'edit.newSecret': 'changed',
  'edit.diff': 'Your text, with the removed lines',
  'edit.save': 'Save',
  'edit.back': 'Back to the edit',
  'edit.saved': 'The cluster has accepted your change.',
  'edit.unchanged': 'The object already had everything. Nothing was written.',
  'edit.open': 'Show the resource',
  'edit.again': 'Edit again',
  'edit.noForm':
    'There is no form here, because the portal cannot read a Promise for you that describes this object.',
  'edit.form.name': 'Name',
  'edit.form.namespace': 'Namespace',
  'edit.form.labels': 'Labels and annotations can be changed as YAML.',
  'edit.form.immutable': 'This field cannot be changed after it was set.',
  'edit.unfinished':
    'A field of the form is not complete. Its message says what is missing.',
} as const;
