import { parentPort } from 'node:worker_threads';
import loadHighs from 'highs';

// A thread of its own: the solver does not yield, and whoever waits too long ends the thread.
// Its types are of the CommonJS build; what is imported is the module.
const highs = await (loadHighs as unknown as typeof loadHighs.default)();

parentPort!.on('message', ({ id, text, seconds }: { id: number; text: string; seconds: number }) => {
  const answer = highs.withModel({ format: 'lp', data: text }, (model) => {
    model.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: 0, mip_abs_gap: 0.5 });
    model.run();
    return {
      isOptimal: model.getModelStatus() === highs.constants.modelStatus.optimal,
      value: model.getObjectiveValue(),
      bound: Number(model.info.get('mip_dual_bound')),
      chosen: [...model.getSolution().colValue].flatMap((value, n) => (value > 0.5 ? [n] : [])),
    };
  });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort!.postMessage({ id, ...answer });
});
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort!.postMessage({ id: 0 });
