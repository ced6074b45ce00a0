/** The pictures of the docs (`docs/images/<name>.png`), by entry: light, 1280 px wide. */
export const pictures: Readonly<Record<string, string>> = {
  'services/mixed': 'services',
  'requests/mixed': 'my-resources',
  'resource/failed': 'resource-failed',
  'resource/stuck-deleting': 'resource-deleting',
  'refusal/page': 'refusal',
  'request/form': 'request',
  'edit/review': 'edit',
  'actions/delete': 'delete',
  'install/upgrade': 'install',
  'preview/form': 'preview',
};
