// Runs before each test file. Those of the page's model find its texts in English, unless they say otherwise.
if (expect.getState().testPath?.includes('/tests/page/')) {
  beforeAll(async () => {
    const { speakEverywhere } = await import('./texts');
    await speakEverywhere({ language: 'en', tag: 'en-GB' });
  });
}
