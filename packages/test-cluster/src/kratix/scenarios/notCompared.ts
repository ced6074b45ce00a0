/** The recordings that no scenario repeats, with the reason. The tests of the pages use all recordings. */
export const notCompared: Record<string, string> = {
  'request-controller-down':
    'The Kratix manager is stopped and started, and nothing happens in between. A RecordingWorld cannot stop its stand-in.',
  'request-image-pull-backoff-then-delete':
    'The kubelet of the stand-in pulls no images, so an image cannot be missing.',
  'upgrade-floating':
    'Kratix stopped and restarted the run of the request, because it saw the new revision before its own label. This depends on timing, and all states of the request follow from it. request-upgrade, upgrade-pinned and upgrade-failed compare the states of an upgrade.',
};
