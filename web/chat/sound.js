// A short sound for a message that comes while nobody looks. Made here, so that no file is loaded for it.

const NOTES = [660, 880];
const NOTE_S = 0.11;
const LOUD = 0.05;

let context = null;

/** Browsers let a page sound only after a gesture: called on one. */
export function unlock() {
  context ??= "AudioContext" in self ? new AudioContext() : null;
  context?.resume().catch(() => {});
}

export function ring() {
  if (context?.state !== "running") return;
  NOTES.forEach((pitch, place) => {
    const start = context.currentTime + place * NOTE_S;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(LOUD, start);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + NOTE_S * 1.6);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + NOTE_S * 1.6);
  });
}
