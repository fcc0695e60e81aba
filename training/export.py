"""Writes the model folder: tokenizer, configuration and the ONNX graph with its int8 table."""

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from vocabulary import PADDING, UNKNOWN
from wordpiece import CONTINUATION, MAX_WORD_CHARS

OPSET = 13
IR_VERSION = 8
LONGEST_TEXT = 512
"""Tokens. A convention for callers that split by length: the model itself has no positions."""


def quantise(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """int8 [rows, width] in -127..127 and float32 scales [rows, 1]; a zero row has scale 0."""
    scale = np.abs(table).max(axis=1, keepdims=True) / 127
    steps = np.rint(table / np.where(scale > 0, scale, 1)).astype(np.int8)
    return steps, scale.astype(np.float32)


def build_graph(table: np.ndarray) -> onnx.ModelProto:
    """Token rows, and their masked sum scaled to length 1.

    Inputs `input_ids` and `attention_mask`, int64 [batch, tokens]; outputs `last_hidden_state`
    [batch, tokens, width], zero where the mask is, and `sentence_embedding` [batch, width], zero
    for a text without any known token. The sum and the mean have the same direction.

    `sentence_embedding` is declared first on purpose: when fewer outputs than all are asked for,
    onnxruntime-node 1.14 hands them back under the names of the first ones declared.
    """
    steps, scale = quantise(table)
    width = table.shape[1]
    constants = {
        "table": steps,
        "scales": scale,
        "last_axis": np.array([2], np.int64),
        "token_axis": np.array([1], np.int64),
        "one_token_more": np.array([0, 0, 0, 0, 1, 0], np.int64),
        "zero": np.array(0, np.float32),
        "smallest": np.array(1e-9, np.float32),
    }
    node = helper.make_node
    nodes = [
        node("Gather", ["table", "input_ids"], ["steps"]),
        node("Cast", ["steps"], ["steps_float"], to=TensorProto.FLOAT),
        node("Gather", ["scales", "input_ids"], ["scale"]),
        node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        node("Unsqueeze", ["mask", "last_axis"], ["mask_column"]),
        node("Mul", ["scale", "mask_column"], ["masked_scale"]),
        node("Mul", ["steps_float", "masked_scale"], ["last_hidden_state"]),
        # One token of zeros more: a reduction over no tokens at all is an error.
        node("Pad", ["last_hidden_state", "one_token_more", "zero"], ["padded"]),
        node("ReduceSum", ["padded", "token_axis"], ["sum"], keepdims=0),
        node("ReduceL2", ["sum"], ["length"], axes=[1], keepdims=1),
        node("Max", ["length", "smallest"], ["safe_length"]),
        node("Div", ["sum", "safe_length"], ["sentence_embedding"]),
    ]
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        nodes,
        "verbatim-static-embedding",
        [value(n, TensorProto.INT64, ["batch", "tokens"]) for n in ("input_ids", "attention_mask")],
        [
            value("sentence_embedding", TensorProto.FLOAT, ["batch", width]),
            value("last_hidden_state", TensorProto.FLOAT, ["batch", "tokens", width]),
        ],
        [numpy_helper.from_array(array, name) for name, array in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = IR_VERSION
    model.producer_name = "verbatim"
    onnx.checker.check_model(model)
    return model


def write_model(folder: Path, tokens: list[str], table: np.ndarray) -> None:
    """Writes the four files that AutoTokenizer and AutoModel read."""
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True,
                       "strip_accents": True, "lowercase": True},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": None,
        "decoder": {"type": "WordPiece", "prefix": CONTINUATION, "cleanup": True},
        "model": {"type": "WordPiece", "unk_token": UNKNOWN,
                  "continuing_subword_prefix": CONTINUATION,
                  "max_input_chars_per_word": MAX_WORD_CHARS,
                  "vocab": {token: row for row, token in enumerate(tokens)}},
    }
    settings = {"tokenizer_class": "BertTokenizer", "do_lower_case": True, "unk_token": UNKNOWN,
                "pad_token": PADDING, "model_max_length": LONGEST_TEXT}
    config = {"model_type": "bert", "architectures": ["BertModel"], "hidden_size": table.shape[1],
              "vocab_size": len(tokens), "pad_token_id": tokens.index(PADDING),
              "max_position_embeddings": LONGEST_TEXT}
    for name, content, indent in (("tokenizer.json", tokenizer, None),
                                  ("tokenizer_config.json", settings, 2),
                                  ("config.json", config, 2)):
        separators = (",", ":") if indent is None else None
        text = json.dumps(content, ensure_ascii=False, indent=indent, separators=separators)
        (folder / name).write_text(text + "\n", encoding="utf-8")
    (folder / "onnx" / "model_quantized.onnx").write_bytes(
        build_graph(table).SerializeToString(deterministic=True))
