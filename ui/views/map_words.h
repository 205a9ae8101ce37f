// What is said of a map in plain words: how far it is spread, its largest weight, how much of it lies on the object, and
// what chance alone would give.
#pragma once

#include "core/training/answer.h"

#include <QString>
#include <QStringList>

#include <string>

namespace fovea {

struct Scene;

/// "0.41", "0.016"
QString weightText(double weight);
/// "26 × uniform", for a weight among `places`.
QString timesUniformText(double weight, Index places);
/// "row 3, column 5: weight 0.41 = 26 × uniform"; brief: without the word "weight".
QString placeText(Index row, Index column, double weight, Index places, bool brief = false);
/// "row 3, column 5: in another window, not asked"
QString notAskedText(Index row, Index column);
/// What a place asks most in one map, "row 1, column 8: 0.70", and the same ever shorter, for where it has less room.
QStringList asksMostTexts(Index row, Index column, double weight);
/// The same where it asks all about alike, or all of its window.
QStringList asksAlikeTexts(bool window);
/// "over 63 of 64 cells", "over 15 of 16 cells of its window"
QString spreadText(const MapScore& score, Index places, bool window = false);
/// "weight on the object 0.61, by chance 0.08"; empty where no evidence is known.
QString objectText(const MapScore& score);
/// "hits the object: yes, by chance 0.14"; a number where cells of equal weight share the hit.
QString hitText(const MapScore& score);

/// "looks 8.1 px far in the mean, by chance 16.6": of one head, or of all in the mean (head −1); empty where nobody knows.
QString reachText(const MapOfSample& layer, int head);
/// "between 0.31 and 0.72; one half everywhere says nothing": of a gate.
QString gateText(const MapOfSample& one);

/// What a layer is called: "pooling", "block 2", "gate after layer 3, places", "rollout".
QString layerText(const std::string& layer);

/// "one place, weight 1, nothing to choose"
QString nothingToChoose();
/// "uniform by definition, not learned"
QString notLearned();

/// What can be said about one row, a line each: spread and largest weight, weight on the object, hit. `asked` says which places
/// its query can ask; empty: all (see askedIn()).
QStringList linesAbout(const MapOfSample& one, const Picture& picture, const std::vector<bool>& asked = {});

/// The name of class i.
QString className(const Scene& scene, int label);
/// "square, is diamond"
QString wrongText(const QString& said, const QString& is);
/// "square", or "square, is diamond"; "looks like a …" is never said: the picture's class may be unknown.
QString answerText(const Scene& scene, const Picture& picture, const AnswerOfSample& answer);
/// Whether a map says where: its largest weight is half as large again as if all were alike. Below that the largest cell is as
/// good as any other, and to say that it hits something would be to read tea leaves.
bool saysWhere(const MapScore& score, Index keys);

/// Whether the network's numbers are finite: after a step that was too large it has no answer.
bool isFinite(const AnswerOfSample& answer);

/// Whether the answer is right; nothing where there is none, and nothing where nobody knows the picture's class.
std::optional<bool> isRight(const Picture& picture, const AnswerOfSample& answer);

} // namespace fovea
