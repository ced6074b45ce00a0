export { useAnnouncedCount } from './useAnnouncedCount';
export { PAGE_SIZE, useRequestList, type RequestList } from './useRequestList';
export { useRequestView, type ChangeableView } from './useRequestView';
export { useSettled } from './useSettled';
