/** A photo is no larger than this, in bytes. */
export const PHOTO_BYTES = 300 * 1024;
const SIDE = 1280;
const QUALITIES = [0.8, 0.65, 0.5, 0.35, 0.2];

/**
 * Make a photo small. Drawn anew it holds nothing but its picture: no position, no
 * camera, no time.
 *
 * @param {Blob} file as the phone's camera gives it
 * @returns {Promise<string>} JPEG as base64, at most 300 KB
 */
export async function shrinkPhoto(file) {
    const picture = await createImageBitmap(file);
    let scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    for (;;) {
        const canvas = document.createElement("canvas");
        canvas.width = Math.max(1, Math.round(picture.width * scale));
        canvas.height = Math.max(1, Math.round(picture.height * scale));
        canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
        for (const quality of QUALITIES) {
            const data = canvas.toDataURL("image/jpeg", quality).split(",")[1];
            if (data.length * 0.75 <= PHOTO_BYTES) {
                return data;
            }
        }
        scale /= 2;
    }
}
